import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { digestOf } from './chain.ts';
import { macFault } from './mac.ts';
import { type AuditColumns, type AuditText, auditRowsOf } from './rows.ts';

/** What stops the sealing of the trail, until two operators accept it (docs/audit.md). */
export interface TrailFault {
  readonly fault: 'row-refused' | 'row-gone' | 'head-gone';
  /** What an acceptance names: "17:3f2a…" (a row and the SHA-256 of its current content), "16", or a head. */
  readonly about: string;
  /** One line for the log. */
  readonly message: string;
}

/** A row that the server did not write in its current form. */
const rowRefused = (row: AuditText, why: string): TrailFault => ({
  fault: 'row-refused',
  about: `${row.id}:${digestOf(row).toString('hex')}`,
  message: `row ${row.id} ${why}: it was put in or changed before it was sealed`,
});

/** A row that was there a moment ago. */
export const rowGone = (id: bigint): TrailFault => ({
  fault: 'row-gone',
  about: String(id),
  message: `row ${id} was there and is not as it was, or is gone`,
});

/** Decides of rows whether the server wrote them. */
export interface TrailTrust {
  /** What is wrong with the row; undefined where it carries its HMAC, or is older than the HMACs of rows. */
  faultOf(row: AuditText): Promise<TrailFault | undefined>;
  isTrue(row: AuditColumns): Promise<boolean>;
  /** Whether two operators accepted this very fault. */
  isAccepted(fault: Pick<TrailFault, 'fault' | 'about'>): Promise<boolean>;
}

/** Of what the trail records about itself, only rows with a right HMAC are trusted. */
export function trailTrust(database: Database, secrets: KeyMaterial): TrailTrust {
  let before: bigint | undefined;
  const whatIsWrong = async (row: AuditColumns): Promise<string | undefined> => {
    const why = macFault(row, secrets);
    if (why === undefined || row.mac !== null) return why;
    before ??= await unsignedThrough(database, secrets);
    // Before the first row with an HMAC every row counts as older; that is not cached, because it ends with that row.
    return before === undefined || BigInt(row.id as string) <= before ? undefined : why;
  };
  return {
    isTrue: async (row) => (await whatIsWrong(row)) === undefined,
    async faultOf(row) {
      const why = await whatIsWrong(row.columns);
      return why === undefined ? undefined : rowRefused(row, why);
    },
    async isAccepted({ fault, about }) {
      const rows = (await auditRowsOf(database, 'trail.accepted')).filter(({ columns }) => !macFault(columns, secrets));
      return rows.map(detailsOf).some((details) => details.fault === fault && details.about === about);
    },
  };
}

/** The act of the upgrade, where the trail has one that carries its HMAC. */
export async function upgradeOf(database: Database, secrets: KeyMaterial): Promise<AuditText | undefined> {
  return (await auditRowsOf(database, 'trail.bound')).find(({ columns }) => !macFault(columns, secrets));
}

/** The id up to which rows carry no HMAC, by the act of the upgrade; undefined where no row carries one yet. */
async function unsignedThrough(database: Database, secrets: KeyMaterial): Promise<bigint | undefined> {
  const said = await upgradeOf(database, secrets);
  if (said) return BigInt(detailsOf(said).through ?? 0);
  const { rows } = await database.run<{ rows: unknown[] }>((sql) =>
    sql.raw('select 1 from audit where mac is not null order by id desc limit 1'),
  );
  return rows.length === 0 ? undefined : 0n;
}

const detailsOf = ({ columns }: AuditText): Readonly<Record<string, string>> =>
  columns.details === null ? {} : JSON.parse(columns.details);
