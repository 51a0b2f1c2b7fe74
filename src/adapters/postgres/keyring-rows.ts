import { randomUUID } from 'node:crypto';
import { type Algorithm, type KeyNow, keysAt, type RingKey } from '../../domain/keyring.ts';
import { newMaterial, publicPart, purposes } from '../new-key.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { locks } from './locks.ts';

/** A key that was made and lies nowhere yet. */
export interface Made {
  readonly algorithm: Algorithm;
  readonly material: string;
}

/** Making an RSA key takes its time: it is done before the lock is taken. */
export const make = async (algorithm: Algorithm): Promise<Made> => ({
  algorithm,
  material: await newMaterial(algorithm),
});

/** Runs `change` in a transaction, while nobody else changes keys. */
export async function alone<T>(database: Database, change: () => Promise<T>): Promise<T> {
  return database.atomically(async () => {
    await database.run((sql) => sql.raw('select pg_advisory_xact_lock(?)', [locks.keyring]));
    return change();
  });
}

/** What each key is at an instant; nothing is opened. */
export async function readKeys({ run }: Database, now: Date): Promise<readonly KeyNow[]> {
  const columns = ['id', 'purpose', 'algorithm', 'signs_at', 'emptied_at', 'ended_at', 'compromised'];
  return keysAt((await run<Row[]>((sql) => sql('keyring').select(columns))).map(told), now);
}

/** Material of the keys that have any, by id. */
export async function readMaterial({ run }: Database, secrets: Secrets): Promise<ReadonlyMap<string, string>> {
  const rows = await run<{ id: string; material: Buffer }[]>((sql) =>
    sql('keyring').whereNotNull('material').select('id', 'material'),
  );
  return new Map(rows.map(({ id, material }) => [id, secrets.open(material, placeOf(id))]));
}

/** Puts a key into the ring and says under which id. */
export async function insertKey(
  { run }: Database,
  secrets: Secrets,
  { algorithm, material }: Made,
  { now, signsAt }: { readonly now: Date; readonly signsAt: Date },
): Promise<string> {
  const id = randomUUID();
  const sealed = secrets.seal(material, placeOf(id));
  const row = { id, purpose: purposes[algorithm], algorithm, material: sealed, created_at: now, signs_at: signsAt };
  await run((sql) => sql('keyring').insert(row));
  return id;
}

/** Makes a key that is published sign at once. */
export async function beginNow({ run }: Database, id: string, now: Date): Promise<void> {
  await run((sql) => sql('keyring').where({ id }).update({ signs_at: now }));
}

/** Erases the private part; what is left is sealed again, so that nobody publishes a key of theirs by a row. */
export async function emptyKey({ run }: Database, secrets: Secrets, id: string, now: Date): Promise<void> {
  const row = await run<{ material: Buffer }>((sql) => sql('keyring').where({ id }).first('material'));
  const material = secrets.seal(publicPart(secrets.open(row.material, placeOf(id))), placeOf(id));
  await run((sql) => sql('keyring').where({ id }).update({ material, emptied_at: now }));
}

/** Ends a key: the row stays, its material goes. */
export async function endKey({ run }: Database, id: string, now: Date, compromised = false): Promise<void> {
  await run((sql) => sql('keyring').where({ id }).update({ material: null, ended_at: now, compromised }));
}

const placeOf = (id: string): string => `keyring:${id}`;

interface Row extends Pick<RingKey, 'id' | 'purpose' | 'algorithm' | 'compromised'> {
  readonly signs_at: Date;
  readonly emptied_at: Date | null;
  readonly ended_at: Date | null;
}

const told = ({ signs_at, emptied_at, ended_at, ...row }: Row): RingKey => ({
  ...row,
  signsAt: signs_at,
  emptiedAt: emptied_at ?? undefined,
  endedAt: ended_at ?? undefined,
});
