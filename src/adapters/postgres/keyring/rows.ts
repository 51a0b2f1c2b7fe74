import { randomUUID } from 'node:crypto';
import { type Algorithm, type KeyNow, keysAt, type RingKey } from '../../../domain/keyring.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import { newMaterial, publicPart, purposes } from '../../new-key.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

/** A key that was made and is not stored yet. */
export interface Made {
  readonly algorithm: Algorithm;
  readonly material: string;
}

/** Making an RSA key takes time: it is done before the lock is taken. */
export const make = async (algorithm: Algorithm): Promise<Made> => ({
  algorithm,
  material: await newMaterial(algorithm),
});

/** Runs `change` in a transaction, under the lock of the keys. */
export async function alone<T>(database: Database, change: () => Promise<T>): Promise<T> {
  return database.atomically(async () => {
    await database.run((sql) => sql.raw('select pg_advisory_xact_lock(?)', [locks.keyring]));
    return change();
  });
}

/**
 * The state of each key at an instant; nothing is opened. Throws TamperedRow where a key does not verify, and where by
 * the trail it was emptied or has ended and by its row it has not: an older row was put back.
 */
export async function readKeys(database: Database, secrets: RowKeys, now: Date): Promise<readonly KeyNow[]> {
  const rows = await rowsOf(database, secrets).all((keys) => keys.select(database.knex.raw(ENDINGS)));
  return keysAt((rows as readonly (Row & Endings)[]).map(inStep).map(toRingKey), now);
}

/** Material of the keys that have any, by id. */
export async function readMaterial(database: Database, secrets: KeyMaterial): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(database, secrets).all((keys) => keys.whereNotNull('material'));
  return new Map(rows.map((row) => [row.id, openMaterial(row, secrets)]));
}

/** Adds a key to the ring and gives its id. */
export async function insertKey(
  database: Database,
  secrets: KeyMaterial,
  { algorithm, material }: Made,
  { now, signsAt }: { readonly now: Date; readonly signsAt: Date },
): Promise<string> {
  const id = randomUUID();
  const sealed = secrets.seal(material, placeOf(id));
  await rowsOf(database, secrets).insert({
    id,
    purpose: purposes[algorithm],
    algorithm,
    material: sealed,
    created_at: now,
    signs_at: signsAt,
    emptied_at: null,
    ended_at: null,
    compromised: false,
  });
  return id;
}

/** Makes a published key sign at once. */
export async function beginNow(database: Database, secrets: RowKeys, id: string, now: Date): Promise<void> {
  await rowsOf(database, secrets).edit(
    (keys) => keys.where({ id }),
    () => ({ signs_at: now }),
  );
}

/** Erases the private part; the rest is sealed again, so that no attacker publishes a key by a row. */
export async function emptyKey(database: Database, secrets: KeyMaterial, id: string, now: Date): Promise<void> {
  await rowsOf(database, secrets).edit(
    (keys) => keys.where({ id }),
    (row) => ({ material: secrets.seal(publicPart(openMaterial(row, secrets)), placeOf(id)), emptied_at: now }),
  );
}

/** Ends a key: the row stays, its material is erased. */
export async function endKey(
  database: Database,
  secrets: RowKeys,
  id: string,
  { now, compromised = false }: { readonly now: Date; readonly compromised?: boolean },
): Promise<void> {
  await rowsOf(database, secrets).edit(
    (keys) => keys.where({ id }),
    () => ({ material: null, ended_at: now, compromised }),
  );
}

/** What the trail records of a key; read with the key, so that both are of one moment. */
const ENDINGS = `array(select act from audit where act in ('keys.emptied', 'keys.ended', 'keys.compromised')
  and details ->> 'kid' = keyring.id) as endings`;

interface Endings {
  readonly endings: readonly string[];
}

/** The key, if it is no older than the trail, which records every end of one and from which nothing can be removed. */
function inStep(row: Row & Endings): Row {
  const { id, emptied_at, ended_at, endings } = row;
  const isBack = !ended_at && endings.some((act) => act !== 'keys.emptied' || !emptied_at);
  if (isBack) throw new TamperedRow({ table: 'keyring', row: id, reason: 'is older than what the trail says of it' });
  return row;
}

type RowKeys = Pick<KeyMaterial, 'rowKeys'>;

const rowsOf = (database: Database, secrets: RowKeys) => boundRows<Row>(database, rowMacs(secrets), 'keyring');

const placeOf = (id: string): string => `keyring:${id}`;

const openMaterial = ({ id, material }: Row, secrets: KeyMaterial): string =>
  secrets.open(material ?? Buffer.alloc(0), placeOf(id));

interface Row extends Pick<RingKey, 'id' | 'purpose' | 'algorithm' | 'compromised'> {
  readonly material: Buffer | null;
  readonly created_at: Date;
  readonly signs_at: Date;
  readonly emptied_at: Date | null;
  readonly ended_at: Date | null;
}

const toRingKey = ({ id, purpose, algorithm, compromised, signs_at, emptied_at, ended_at }: Row): RingKey => ({
  id,
  purpose,
  algorithm,
  compromised,
  signsAt: signs_at,
  emptiedAt: emptied_at ?? undefined,
  endedAt: ended_at ?? undefined,
});
