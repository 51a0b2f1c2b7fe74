import type { Alarm } from '../../../ports/alarm.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { lastIdOf, type Seal } from './chain.ts';
import { lastSeal, sealsBetween } from './seal-rows.ts';
import { type TrailFault, trailTrust } from './trust.ts';

const LATE_MS = 5 * 60_000;

/** A seal by number and HMAC: recorded elsewhere, it shows a table that was truncated or rebuilt. */
export interface Head {
  readonly number: number;
  /** 64 hexadecimal digits. */
  readonly mac: string;
}

/** "17:6b1f…", as it is logged and `--head` takes it. */
export const headText = ({ number, mac }: Head): string => `${number}:${mac}`;

export const headOf = ({ number, mac }: Seal): Head => ({ number, mac: mac.toString('hex') });

/** Reads what `headText` wrote; undefined for anything else. */
export function parseHead(text: string): Head | undefined {
  const [, number, mac] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  return number && mac ? { number: Number(number), mac } : undefined;
}

/** A seal that was recorded and no longer exists. */
export const headGone = (head: Head): TrailFault => ({
  fault: 'head-gone',
  about: headText(head),
  message: `seal ${headText(head)} was written down, and the trail has none like it: it was cut short, made anew, or is another's`,
});

type Log = { info(fields: object, text: string): void };

/**
 * Watches the trail: logs the head when it has changed, and gives an alarm when the head that it knew first or logged
 * before is no longer in the table (and its loss was not accepted), and when a row has waited five minutes for its
 * seal. `begin` is the head that was kept outside the database.
 */
export function auditHeadWatch(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  log: Log,
  begin?: Head,
): () => Promise<readonly Alarm[]> {
  const trust = trailTrust(database, secrets);
  let said: Head | undefined;
  let known = begin;
  const gone = async (): Promise<boolean> =>
    known !== undefined && !(await stands(database, known)) && !(await trust.isAccepted(headGone(known)));
  return async () => {
    const last = await lastSeal(database);
    const lost = (await gone()) ? known : undefined;
    const waits = await waitsSince(database, lastIdOf(last) + 1n);
    if (last && headText(headOf(last)) !== (said && headText(said))) {
      said = headOf(last);
      log.info({ head: headText(said), rows: last.total }, 'audit trail sealed');
    }
    if (!lost) known = last && headOf(last);
    const late = waits && now().getTime() - waits.getTime() > LATE_MS;
    return [
      ...(lost ? [{ alarm: 'audit-head-gone', head: headText(lost) } as const] : []),
      ...(late ? [{ alarm: 'audit-unsealed', since: waits.toISOString() } as const] : []),
    ];
  };
}

/** Whether the trail has this seal. */
export async function stands(database: Database, { number, mac }: Head): Promise<boolean> {
  const [seal] = await sealsBetween(database, number - 1, number, 1);
  return seal?.mac.toString('hex') === mac;
}

/** When the first row from this id on was written. */
async function waitsSince({ run }: Database, from: bigint): Promise<Date | undefined> {
  const row = await run<{ at: Date } | undefined>((sql) =>
    sql('audit').where('id', '>=', String(from)).orderBy('id').first('at'),
  );
  return row?.at;
}
