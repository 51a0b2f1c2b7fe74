import type { Knex } from 'knex';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import { type BoundTableName, boundTable } from './bound-tables.ts';
import type { Row } from './canonical-row.ts';
import { nameOf } from './row-macs.ts';

/** A condition of a statement, as Knex keeps it. */
interface Condition {
  readonly grouping: string;
  readonly type: string;
  readonly column?: unknown;
  readonly operator?: string;
  readonly value?: unknown;
  readonly not?: boolean;
  readonly bool?: 'and' | 'or';
}

/**
 * Throws TamperedRow for a row that is not the one that was asked for, by its bound columns in the query. A row of
 * another account carries a true MAC, and the owner of the schema may make `=` true of every row: the database's own
 * answer is not trusted. The alarm names no account, because nothing is wrong with the one whose row it is.
 */
export function assertAsAsked(table: BoundTableName, row: object, asked: Row): void {
  const conditions = Object.entries(asked).map(([column, value]) => equal(column, value));
  assertHolds(table, row as Row, conditions);
}

/** The same for a statement: its conditions of `where`, joined by "and". Other conditions are left to the database. */
export function assertAsQueried(table: BoundTableName, row: object, query: Knex.QueryBuilder): void {
  assertHolds(table, row as Row, conditionsOf(query));
}

const equal = (column: string, value: unknown): Condition => ({
  grouping: 'where',
  type: 'whereBasic',
  column,
  operator: '=',
  value,
});

function conditionsOf(query: Knex.QueryBuilder): readonly Condition[] {
  const { _statements: all } = query as unknown as { readonly _statements: readonly Condition[] };
  const conditions = all.filter(({ grouping }) => grouping === 'where');
  if (conditions.some(({ bool }) => bool === 'or')) throw new Error('rows of a bound table are asked for without "or"');
  return conditions;
}

function assertHolds(table: BoundTableName, row: Row, conditions: readonly Condition[]): void {
  const { columns } = boundTable(table);
  for (const condition of conditions) {
    const column = String(condition.column).replace(`${table}.`, '');
    if (!columns.includes(column) || holds(condition, row[column])) continue;
    throw new TamperedRow({ table, row: nameOf(table, row).row, reason: 'is not the row that was asked for' });
  }
}

function holds({ type, operator = '=', value, not = false }: Condition, kept: unknown): boolean {
  if (type === 'whereNull') return (kept === null) !== not;
  if (type === 'whereIn') return Array.isArray(value) ? value.some((one) => isSame(kept, one)) !== not : true;
  if (type !== 'whereBasic') return true;
  if (operator === '=') return isSame(kept, value) !== not;
  return operator.startsWith('<') ? isBefore(kept, value) : operator.startsWith('>') ? isBefore(value, kept) : true;
}

/** PostgreSQL stores an instant with more precision than a Date. */
const MS = 1;

/** Instants are compared; for anything else the database is trusted, except for NULL, which is before nothing. */
function isBefore(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() <= other.getTime() + MS;
  return one !== null && other !== null;
}

function isSame(kept: unknown, asked: unknown): boolean {
  if (kept === null || asked === null) return kept === asked;
  if (kept instanceof Date && asked instanceof Date) return Math.abs(kept.getTime() - asked.getTime()) <= MS;
  const text = asText(kept);
  return text === asText(asked) || (UUID.test(text) && text === uuidText(asText(asked)));
}

const asText = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('hex') : String(value));

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** PostgreSQL accepts an id in upper case, and with or without dashes and braces. */
function uuidText(asked: string): string {
  const digits = asked.toLowerCase().replaceAll(/[{}-]/g, '');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
