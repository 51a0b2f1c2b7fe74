import type pg from 'pg';
import type { Statement } from './statement.ts';

/** A node of a plan, as `explain (format json)` writes it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

type Rows = { readonly rows: readonly { readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }[] };

/**
 * How PostgreSQL would run a statement, which is not run. With its values; of one that is prepared by name also without,
 * because PostgreSQL may plan it once for all values. Throws where it cannot be planned.
 */
export async function plansOf(client: pg.Client, { text, values, name }: Statement): Promise<readonly PlanNode[]> {
  const planned = planOf(await client.query(`explain (format json) ${text}`, [...values]));
  return name ? [planned, await genericPlan(client, text, values.length)] : [planned];
}

/** How it would run if reading a whole table were forbidden: what is read whole even so has no other way. */
export async function planWithoutScans(client: pg.Client, { text, values }: Statement): Promise<PlanNode> {
  await client.query('begin; set local enable_seqscan = off');
  try {
    return planOf(await client.query(`explain (format json) ${text}`, [...values]));
  } finally {
    await client.query('rollback');
  }
}

async function genericPlan(client: pg.Client, text: string, parameters: number): Promise<PlanNode> {
  await client.query(`begin; set local plan_cache_mode = force_generic_plan; prepare one as ${text}`);
  try {
    const nulls = parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
    return planOf(await client.query(`explain (format json) execute one${nulls}`));
  } finally {
    await client.query('rollback; deallocate all');
  }
}

function planOf({ rows }: Rows): PlanNode {
  const [row] = rows;
  if (!row) throw new Error('explain gave no plan');
  return row['QUERY PLAN'][0].Plan;
}
