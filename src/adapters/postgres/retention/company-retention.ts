import { restAfter } from '../database/batches.ts';
import type { Database } from '../database/database.ts';

/** Companies that are read together. */
const PAGE = 1000;

/**
 * A page of the answers past their term, in order; those of companies without an account are deleted. The others stay,
 * so that each page begins after the one before it.
 */
const END_PAGE = `
  with page as materialized (
    select rut, asked_at from companies
    where asked_at < :before and (asked_at, rut) > (:asked::timestamptz, :rut) order by asked_at, rut limit ${PAGE}),
  gone as (
    delete from companies using page where companies.rut = page.rut and companies.asked_at = page.asked_at
      and not exists (select from accounts
        where profile = 'juridica' and identifier = page.rut and state <> 'cerrada')
    returning companies.rut)
  select asked_at::text as asked, rut, (select count(*) from gone) as ended, count(*) over () as looked
  from page order by asked_at desc, rut desc limit 1`;

interface Page {
  readonly asked: string;
  readonly rut: string;
  readonly ended: string;
  readonly looked: string;
}

/**
 * Deletes the SII's answers about companies that have no account and were not asked about since `before`; gives how
 * many.
 */
export async function endCompanies({ run }: Pick<Database, 'run'>, before: Date): Promise<number> {
  let ended = 0;
  let after = { asked: '-infinity', rut: '' };
  for (;;) {
    const begun = performance.now();
    const { rows } = await run<{ rows: Page[] }>((sql) => sql.raw(END_PAGE, { before, ...after }));
    const [page] = rows;
    ended += Number(page?.ended ?? 0);
    if (!page || Number(page.looked) < PAGE) return ended;
    after = { asked: page.asked, rut: page.rut };
    if (page.ended !== '0') await restAfter(begun);
  }
}
