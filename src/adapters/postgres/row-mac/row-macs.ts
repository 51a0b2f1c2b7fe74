import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type RowFault, TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { type BoundTableName, boundTable } from './bound-tables.ts';
import { canonicalRow, NotCanonical, type Row } from './canonical-row.ts';
import { spentMac } from './spent-mac.ts';

const ID_BYTES = 4;

/** What signs and checks rows. */
export interface RowMacs {
  /** The row with its MAC, to be written as it is. Every bound column must be present; null for none. */
  signed<R extends object>(table: BoundTableName, row: R): R & { readonly mac: Buffer };
  /** The row, if its MAC fits; throws TamperedRow. */
  checked<R extends object>(table: BoundTableName, row: R): R;
  /** What is wrong with the row, as the end of a sentence ("has no MAC"); undefined where the product wrote it. */
  fault(table: BoundTableName, row: object): RowFault | undefined;
  /** Whether the row is as the product wrote it. */
  fits(table: BoundTableName, row: object): boolean;
}

/**
 * HMAC-SHA-256 over the canonical form of a row, under a key that the database does not contain; the first four bytes
 * name the key, so that an older one of SECRETS_KEY stays valid until the row is written again (floor 15).
 */
export function rowMacs({ rowKeys }: Pick<KeyMaterial, 'rowKeys'>): RowMacs {
  const keys = rowKeys.map(({ id, key }) => ({ id: Buffer.from(id, 'hex'), key }));
  const [today] = keys;
  if (!today) throw new Error('no key for rows');

  const mac = (table: BoundTableName, row: object, { id, key }: { id: Buffer; key: KeyObject }): Buffer => {
    const text = canonicalRow(table, coveredColumns(table, row as Row), row as Row);
    return Buffer.concat([id, createHmac('sha256', key).update(text).digest()]);
  };
  const fault = (table: BoundTableName, row: object): RowFault | undefined => {
    const { mac: kept } = row as { readonly mac?: Buffer | null };
    if (!kept) return 'has no MAC';
    const found = keys.find(({ id }) => id.equals(kept.subarray(0, ID_BYTES)));
    if (!found) return 'was signed under a key that SECRETS_KEY does not list';
    return isWritten(table, row as Row, kept, found) ? undefined : 'was changed or moved';
  };
  const isWritten = (table: BoundTableName, row: Row, kept: Buffer, key: { id: Buffer; key: KeyObject }): boolean => {
    try {
      return isSame(mac(table, row, key), kept) || isSpent(table, row, kept, key);
    } catch (error) {
      if (error instanceof NotCanonical) return false;
      throw error;
    }
  };
  const isSpent = (table: BoundTableName, row: Row, kept: Buffer, key: { id: Buffer; key: KeyObject }): boolean => {
    const { spent } = boundTable(table);
    if (!spent?.by.some((column) => row[column] !== null)) return false;
    const { until } = spent;
    const unused = [...spent.by, ...(until ? [until] : [])].map((column) => [column, null]);
    const before = mac(table, { ...row, ...Object.fromEntries(unused) }, key);
    return isSame(spentMac(before, until ? (row[until] as Date | null) : null), kept);
  };

  return {
    signed: (table, row) => ({ ...row, mac: mac(table, row, today) }),
    checked(table, row) {
      const reason = fault(table, row);
      if (reason !== undefined) throw new TamperedRow({ table, ...nameOf(table, row as Row), reason });
      return row;
    },
    fault,
    fits: (table, row) => fault(table, row) === undefined,
  };
}

function coveredColumns(table: BoundTableName, row: Row): readonly string[] {
  const { columns, later = [] } = boundTable(table);
  return later.length === 0 ? columns : columns.filter((column) => row[column] !== null || !later.includes(column));
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** The name of a row for an operator, and its account. */
export function nameOf(
  name: BoundTableName,
  row: Row,
): { readonly row: string; readonly accountId: string | undefined } {
  const { key, account } = boundTable(name);
  const words = key.map((column) => (Buffer.isBuffer(row[column]) ? row[column].toString('hex') : String(row[column])));
  return { row: words.join(' '), accountId: account && (row[account] as string) };
}
