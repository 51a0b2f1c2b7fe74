import type { PlanNode } from './explain.ts';

/** Facts about the database that the judgement needs. */
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

/** A table that PostgreSQL reads whole because it is small has so few pages that no index is cheaper. */
const SMALL = 250;

/** Growing tables that a plan reads whole because they are small. */
export function smallScansOf(node: PlanNode, sizes: Sizes): readonly string[] {
  const table = scannedBy(node, sizes);
  const small = table && node['Total Cost'] <= SMALL ? [table] : [];
  return [...small, ...(node.Plans ?? []).flatMap((child) => smallScansOf(child, sizes))];
}

/** Whether a plan finds the rows of a table by a condition on an index. */
export function findsByIndex(node: PlanNode, table: string): boolean {
  const { 'Relation Name': name, Plans: below = [] } = node;
  const own = name === table && [node, ...below].some((each) => each['Index Cond'] !== undefined);
  return own || below.some((child) => findsByIndex(child, table));
}

const scannedBy = ({ 'Node Type': type, 'Relation Name': table }: PlanNode, { grows }: Sizes): string | undefined =>
  type.endsWith('Seq Scan') && table && grows(table) ? table : undefined;

/** Why a plan is too expensive at a million accounts: a sentence for each reason, none where it is not. */
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

function faultOf(node: PlanNode, sizes: Sizes, ends: boolean): string | undefined {
  const { 'Node Type': type, 'Index Name': index } = node;
  const table = scannedBy(node, sizes);
  if (table) return node['Total Cost'] > SMALL ? `reads the whole table ${table}` : undefined;
  if (!/^(Index|Bitmap Index)/.test(type) || node['Index Cond'] || !index) return undefined;
  if (sizes.entries(index) <= FEW || (ends && !node.Filter)) return undefined;
  return `reads the whole index ${index}`;
}
