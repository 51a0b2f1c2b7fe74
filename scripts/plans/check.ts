import type pg from 'pg';
import { growingTables } from '../synth/tables.ts';
import { excused } from './excused.ts';
import { type PlanNode, plansOf, planWithoutScans } from './explain.ts';
import { faultsOf, findsByIndex, type Sizes, smallScansOf } from './judge.ts';
import type { Statement } from './statement.ts';

/** A statement whose plan is too expensive at the size of the database. */
export interface Fault {
  readonly statement: Statement;
  readonly faults: readonly string[];
  readonly plans: readonly PlanNode[];
}

/** Plans every statement on the database of `client` and gives those that read too much, or cannot be planned. */
export async function checkPlans(client: pg.Client, statements: readonly Statement[]): Promise<readonly Fault[]> {
  const sizes = await sizesOf(client);
  const found: Fault[] = [];
  for (const statement of statements) {
    if (excused.some(({ place }) => place.test(statement.place))) continue;
    const { plans, error } = await planned(client, statement);
    const unfound = await unfoundIn(client, statement, new Set(plans.flatMap((plan) => smallScansOf(plan, sizes))));
    const faults = [...new Set([...error, ...unfound, ...plans.flatMap((plan) => faultsOf(plan, sizes))])];
    if (faults.length > 0) found.push({ statement, faults, plans });
  }
  return found;
}

/** A small table may be read whole as long as there is an index by which it is not, once it has grown. */
async function unfoundIn(client: pg.Client, statement: Statement, small: ReadonlySet<string>): Promise<string[]> {
  if (small.size === 0) return [];
  const plan = await planWithoutScans(client, statement);
  return [...small]
    .filter((table) => !findsByIndex(plan, table))
    .map((table) => `has no index by which it finds rows of ${table}, a table that is small and grows`);
}

async function planned(client: pg.Client, statement: Statement) {
  try {
    return { plans: await plansOf(client, statement), error: [] };
  } catch (error) {
    return { plans: [], error: [`cannot be planned: ${(error as Error).message}`] };
  }
}

async function sizesOf(client: pg.Client): Promise<Sizes> {
  const { rows } = await client.query<{ name: string; entries: number }>(
    `select relname as name, reltuples::float8 as entries from pg_class where relkind = 'i'`,
  );
  const entries = new Map(rows.map((row) => [row.name, row.entries]));
  return { grows: (table) => growingTables.has(table), entries: (index) => entries.get(index) ?? 0 };
}

/** Foreign keys whose rows are not found by an index when what they refer to is deleted: EXPLAIN shows none of that. */
export async function slowForeignKeys(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select conrelid::regclass || '.' || attname as name from pg_constraint
     join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'f' and confdeltype <> 'a'
       and not exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1] and indpred is null)`,
  );
  return rows.map(({ name }) => name);
}
