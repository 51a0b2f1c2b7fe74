import { randomUUID } from 'node:crypto';
import type { DeskAlarmKind } from '../../../domain/oversight.ts';
import type { DeskAlarm, DeskAlarms } from '../../../ports/oversight.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly id: string;
  readonly kind: DeskAlarmKind;
  readonly staff_id: string;
  readonly account_id: string | null;
  readonly at: Date;
  readonly seen_at: Date | null;
  readonly seen_by: string | null;
  readonly note: Buffer | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const placeOf = (id: string): string => `desk-alarm:${id}`;

/** Alarms in PostgreSQL; what the auditor wrote is sealed under the id. */
export function postgresDeskAlarms(database: Database, secrets: KeyMaterial, now: () => Date): DeskAlarms {
  const rows = boundRows<Row>(database, rowMacs(secrets), 'desk_alarms');
  const toAlarm = (row: Row): DeskAlarm => {
    const { id, kind, staff_id: staffId, account_id, at, seen_at, seen_by, note } = row;
    const seen =
      seen_at && seen_by && note ? { by: seen_by, at: seen_at, note: secrets.open(note, placeOf(id)) } : undefined;
    return { id, kind, staffId, accountId: account_id ?? undefined, at, seen };
  };
  return {
    async add({ kind, staffId, accountId }) {
      const id = randomUUID();
      const about = { id, kind, staff_id: staffId, account_id: accountId ?? null, at: now() };
      await rows.insert({ ...about, seen_at: null, seen_by: null, note: null });
      return id;
    },
    async find(id) {
      const row = UUID.test(id) ? await rows.first((alarms) => alarms.where({ id })) : undefined;
      return row && toAlarm(row);
    },
    async unseen(limit) {
      const found = await rows.all((alarms) => alarms.whereNull('seen_at').orderBy(['at', 'id']).limit(limit));
      return found.map(toAlarm);
    },
    async markSeen(id, by, note) {
      const sealed = secrets.seal(note, placeOf(id));
      const marked = await rows.edit(
        (alarms) => alarms.where({ id }).whereNull('seen_at'),
        () => ({ seen_at: now(), seen_by: by, note: sealed }),
      );
      return marked.length === 1;
    },
  };
}
