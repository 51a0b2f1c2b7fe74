import { createHash, createHmac, type KeyObject } from 'node:crypto';
import type { ChainKey } from '../../secrets.ts';
import type { AuditText } from './rows.ts';

const ID_BYTES = 8;
const DIGEST_BYTES = 32;
const ENTRY_BYTES = ID_BYTES + DIGEST_BYTES;

/** One below every id: where the first seal begins, so that a row that was inserted under any id is noticed. */
const BEFORE_ALL = -(2n ** 63n) - 1n;

/** The ids that PostgreSQL's bigint can hold. */
export const ALL_IDS = { first: BEFORE_ALL + 1n, last: 2n ** 63n - 1n } as const;

/** What a seal contains of one row. */
export interface Entry {
  readonly id: bigint;
  readonly digest: Buffer;
}

/** One link of the chain; it covers every id after the last one of the seal before it up to its own last one. */
export interface Seal {
  /** 1, 2, 3 and so on. */
  readonly number: number;
  /** Seconds since 1970 as PostgreSQL writes them: "1795314480.123000". */
  readonly sealedAt: string;
  /** Rows sealed so far, its own among them. */
  readonly total: number;
  /** Id and SHA-256 of each row, one after another. */
  readonly entries: Buffer;
  readonly keyId: string;
  readonly mac: Buffer;
}

/** The seal over `rows` that follows `previous`; there is at least one row, and they come in the order of their ids. */
export function sealOver(
  rows: readonly AuditText[],
  previous: Seal | undefined,
  { id, key }: ChainKey,
  at: Date,
): Seal {
  const seal = {
    number: (previous?.number ?? 0) + 1,
    sealedAt: (at.getTime() / 1000).toFixed(6),
    total: (previous?.total ?? 0) + rows.length,
    entries: Buffer.concat(rows.flatMap((row) => [idBytes(row.id), digestOf(row)])),
    keyId: id,
  };
  return { ...seal, mac: macOf(seal, previous, key) };
}

/** HMAC-SHA-256 over the whole seal and the one before it. */
export function macOf(seal: Omit<Seal, 'mac'>, previous: Pick<Seal, 'mac'> | undefined, key: KeyObject): Buffer {
  const { number, sealedAt, total, entries, keyId } = seal;
  const head = JSON.stringify([number, sealedAt, total, keyId, previous?.mac.toString('hex') ?? null]);
  return createHmac('sha256', key).update(`${head}\n`).update(entries).digest();
}

/** SHA-256 of a row as it is sealed. */
export function digestOf({ text }: AuditText): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What a seal contains of its rows; bytes that make no whole entry are left out. */
export function* entriesOf({ entries }: Seal): Generator<Entry> {
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    yield { id: entries.readBigInt64BE(at), digest: entries.subarray(at + ID_BYTES, at + ENTRY_BYTES) };
  }
}

/** The last id that a seal covers; before the first seal, one below every id. */
export function lastIdOf(seal: Seal | undefined): bigint {
  return seal && seal.entries.length >= ENTRY_BYTES
    ? seal.entries.readBigInt64BE(seal.entries.length - ENTRY_BYTES)
    : BEFORE_ALL;
}

function idBytes(id: bigint): Buffer {
  const bytes = Buffer.alloc(ID_BYTES);
  bytes.writeBigInt64BE(id);
  return bytes;
}
