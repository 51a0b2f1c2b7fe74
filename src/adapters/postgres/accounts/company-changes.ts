import { SECOND_READING_MS } from '../../../domain/registry-glitch.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { CompanyChange, CompanyChanges } from '../../../ports/company-changes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { claimOne } from '../queues/claim.ts';
import { companyChangeShape } from '../queues/shapes.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { changeRate } from './change-rate.ts';

interface Row {
  readonly rut: string;
  /** Erased at its end. */
  readonly content: Buffer | null;
  readonly seen_at: Date;
  readonly counted_at: Date;
  /** When it is asked about next; it grants nothing, and is not bound. */
  readonly try_at: Date | null;
  readonly ended_at: Date | null;
}

/** Changes in the SII's answers, sealed under the RUT; the table reveals no name and no contact. */
export function postgresCompanyChanges(database: Database, secrets: KeyMaterial, now: () => Date): CompanyChanges {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'company_changes');
  const table: Table = { database, secrets, macs, rows };
  return {
    find: (rut) => find(table, rut),
    note: (rut, change, counts = false) => note(table, { rut, change, counts }, now),
    end: (rut) => end(table, rut, now),
    async takeDue() {
      const row = await claimOne<{ rut: Rut }>(database, companyChangeShape, now());
      return row?.rut;
    },
    rate: () => changeRate(database, now()),
  };
}

interface Table {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly macs: RowMacs;
  readonly rows: BoundRows<Row>;
}

const underWay = ({ rows }: Table, rut: string): Promise<Row | undefined> =>
  rows.first((changes) => changes.where({ rut, ended_at: null }));

async function find(table: Table, rut: string): Promise<CompanyChange | undefined> {
  const row = await underWay(table, rut);
  return row && revived(JSON.parse(table.secrets.open(row.content as Buffer, sealedUnder(rut))));
}

interface Noted {
  readonly rut: string;
  readonly change: CompanyChange;
  readonly counts: boolean;
}

async function note(table: Table, { rut, change, counts }: Noted, now: () => Date): Promise<void> {
  const { database, secrets, macs } = table;
  const open = await underWay(table, rut);
  const row: Row = {
    rut,
    content: secrets.seal(JSON.stringify(change), sealedUnder(rut)),
    seen_at: change.seenAt,
    ended_at: null,
    counted_at: open && !counts ? open.counted_at : countedAt(open, now()),
    try_at: new Date(change.seenAt.getTime() + SECOND_READING_MS),
  };
  await database.run((sql) =>
    sql('company_changes').insert(macs.signed('company_changes', row)).onConflict('rut').merge(),
  );
}

/** A company counts again when an hour passed since it last did. */
const countedAt = (open: Row | undefined, now: Date): Date =>
  open && now.getTime() - open.counted_at.getTime() < SECOND_READING_MS ? open.counted_at : now;

async function end({ database, rows }: Table, rut: string, now: () => Date): Promise<void> {
  await database.atomically(() =>
    rows.edit(
      (changes) => changes.where({ rut }),
      () => ({ content: null, ended_at: now() }),
    ),
  );
}

/** Under which name the content of a change is sealed. */
const sealedUnder = (rut: string): string => `company-change:${rut}`;

/** As it was sealed: instants are text there. */
const revived = ({ asideSince, ...change }: CompanyChange): CompanyChange => ({
  ...change,
  seenAt: new Date(change.seenAt),
  asideSince: asideSince && new Date(asideSince),
});
