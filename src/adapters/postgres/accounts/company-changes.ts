import { SECOND_READING_MS } from '../../../domain/registry-glitch.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { ChangeRate, CompanyChange, CompanyChanges } from '../../../ports/company-changes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { claimOne } from '../queues/claim.ts';
import { companyChangeShape } from '../queues/shapes.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

const HOUR_MS = 3_600_000;

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

/** Changes in the SII's lists, sealed under the RUT; the table reveals no name and no contact. */
export function postgresCompanyChanges(database: Database, secrets: KeyMaterial, now: () => Date): CompanyChanges {
  const { run } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'company_changes');
  const place = (rut: string): string => `company-change:${rut}`;
  const underWay = (rut: string): Promise<Row | undefined> =>
    rows.first((changes) => changes.where({ rut, ended_at: null }));
  return {
    async find(rut) {
      const row = await underWay(rut);
      return row && revived(JSON.parse(secrets.open(row.content as Buffer, place(rut))));
    },
    async note(rut, change) {
      const open = await underWay(rut);
      const row: Row = {
        rut,
        content: secrets.seal(JSON.stringify(change), place(rut)),
        seen_at: change.seenAt,
        ended_at: null,
        counted_at: open?.counted_at ?? now(),
        try_at: new Date(change.seenAt.getTime() + SECOND_READING_MS),
      };
      await run((sql) => sql('company_changes').insert(macs.signed('company_changes', row)).onConflict('rut').merge());
    },
    async end(rut) {
      await database.atomically(() =>
        rows.edit(
          (changes) => changes.where({ rut }),
          () => ({ content: null, ended_at: now() }),
        ),
      );
    },
    async takeDue() {
      const row = await claimOne<{ rut: Rut }>(database, companyChangeShape, now());
      return row?.rut;
    },
    rate: () => changeRate(database, now()),
  };
}

/** The number of companies that are counted in any case. */
const COUNTED = 10_000;

/** As many companies as decide whether the lists that changed are more than a hundredth. */
const KNOWN = `
  select count(*) from (select from companies order by rut
    limit greatest(${COUNTED}, 1 + 100 * (select count(*) from company_changes where counted_at > :since))) counted`;

/**
 * How many lists changed within the hour, of how many companies. They are counted up to a hundred times those that
 * changed, and up to ten thousand in any case: the whole table need not be read to decide whether the SII's answers are
 * faulty.
 */
export async function changeRate({ run }: Database, at: Date): Promise<ChangeRate> {
  const since = new Date(at.getTime() - HOUR_MS);
  const { rows } = await run<{ rows: { changed: string; known: string }[] }>((sql) =>
    sql.raw(`select (select count(*) from company_changes where counted_at > :since) as changed, (${KNOWN}) as known`, {
      since,
    }),
  );
  return { changed: Number(rows[0]?.changed), known: Number(rows[0]?.known) };
}

/** As it was sealed: instants are text there. */
const revived = ({ asideSince, ...change }: CompanyChange): CompanyChange => ({
  ...change,
  seenAt: new Date(change.seenAt),
  asideSince: asideSince && new Date(asideSince),
});
