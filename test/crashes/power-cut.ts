import type { TestApp } from '../helpers/app.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import type { OwnPostgres } from './own-postgres.ts';

/** An app whose jobs do not run, and the PostgreSQL below it. */
export interface Powered {
  readonly app: TestApp;
  readonly postgres: OwnPostgres;
}

/** How many rows of some tables there are, by name. */
export type Counts = Readonly<Record<string, number>>;

/** Rows by table; a condition may follow the name. */
export async function countsOf({ app }: Powered, tables: readonly string[]): Promise<Counts> {
  const counts: [string, number][] = [];
  for (const table of tables) {
    const { rows } = await app.raw.run<{ rows: { n: string }[] }>((sql) =>
      sql.raw(`select count(*) as n from ${table}`),
    );
    counts.push([table, Number(rows[0]?.n)]);
  }
  return Object.fromEntries(counts);
}

/** What was there and is not any more. */
export const lostOf = (before: Counts, after: Counts): readonly string[] =>
  Object.keys(before).filter((table) => Number(after[table]) < Number(before[table]));

/** Whatever was written so far is on the disk, and what is written lazily from here on is not. */
export async function settle({ app, postgres }: Powered): Promise<void> {
  await app.raw.run((sql) => sql.raw('checkpoint'));
  postgres.holdBack();
}

/** Cuts the power and brings it back; ends when the app answers again. */
export async function cutPower({ app, postgres }: Powered): Promise<void> {
  postgres.cut();
  await postgres.restart();
  const back = await eventually(async () => (await fetch(`${app.issuer}/ready`)).status === 200, 30);
  if (!back) throw new Error('the app did not recover');
}
