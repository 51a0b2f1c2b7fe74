import type { PlanNode } from './explain.ts';

/** What the judgement needs to know of the database. */
export interface Sizes {
  /** Whether a table grows with the people. */
  readonly grows: (table: string) => boolean;
  /** Entries of an index. */
  readonly entries: (index: string) => number;
}

/** An index of so few entries may be read whole: what waits, what is to be done. */
const FEW = 10_000;
/**
 * Units of PostgreSQL's planner, in which a page read in a row is one. A batch of the reaper has 5,000; a hundred thousand
 * rows that are counted have more than this.
 */
const DEAR = 20_000;

/** Why a plan does not hold at a million accounts: a sentence for each reason, none where it does. */
export function faultsOf(plan: PlanNode, sizes: Sizes): readonly string[] {
  const dear = plan['Total Cost'] > DEAR ? [`costs ${Math.round(plan['Total Cost'])}, more than ${DEAR}`] : [];
  return [...new Set([...faultsBelow(plan, sizes, false), ...dear])];
}

/** `ends` says whether a limit above stops the reading. */
function faultsBelow(node: PlanNode, sizes: Sizes, ends: boolean): readonly string[] {
  const fault = faultOf(node, sizes, ends);
  const below = endsBelow(node, ends);
  return [...(fault ? [fault] : []), ...(node.Plans ?? []).flatMap((child) => faultsBelow(child, sizes, below))];
}

/** A limit ends what is below it, through nodes that take one row after another; a sort or a count reads all. */
function endsBelow({ 'Node Type': type }: PlanNode, ends: boolean): boolean {
  return type === 'Limit' || (ends && ['LockRows', 'Result', 'Subquery Scan', 'Append', 'Merge Append'].includes(type));
}

function faultOf(node: PlanNode, { grows, entries }: Sizes, ends: boolean): string | undefined {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = node;
  if (type.endsWith('Seq Scan') && table && grows(table)) return `reads the whole table ${table}`;
  if (!/^(Index|Bitmap Index)/.test(type) || node['Index Cond'] || !index) return undefined;
  if (entries(index) <= FEW || (ends && !node.Filter)) return undefined;
  return `reads the whole index ${index}`;
}
