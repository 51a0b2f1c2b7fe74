import bcrypt from 'bcrypt';
import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { runCommand } from '../legacy/command.ts';
import { filesFolder, oldHash } from '../legacy/files.ts';

/** People without an account whose key the old system stored; Camila registers, the others only sign in. */
export const kept = {
  fast: '44.000.004-5',
  light: '44.000.005-3',
  heavy: '44.000.010-K',
  camila: '44.000.003-7',
} as const;

/** The key of each of them in the old system. */
export const OLD_KEY = 'vieja-clave';

const fastLine = (rut: string): string => `natural,${rut},sha256,salero,${oldHash('sha256', OLD_KEY, 'salero')},,`;
const slowLine = (rut: string, cost: number): string => `natural,${rut},bcrypt,,${bcrypt.hashSync(OLD_KEY, cost)},,`;

/**
 * Imports their keys with the command itself; throws unless each was imported. From then on every refused sign-in costs
 * one argon2id and one heavy bcrypt more.
 */
export async function bringOldKeys({ connection }: Ground): Promise<void> {
  const files = filesFolder();
  const fast = [fastLine(kept.fast), fastLine(kept.camila)];
  const file = files.file('old.csv', [...fast, slowLine(kept.light, 5), slowLine(kept.heavy, 8)]);
  const { code, output, errors } = await runCommand(connection, [file]);
  files.remove();
  if (code !== 0 || !output.some((line) => line.startsWith('4 claves importadas')))
    throw new Error(`the import ended with ${code}: ${output.join('\n')}${errors}`);
}

/**
 * From now on no old key can be wrapped by any process; sign-ins still read it. Returns the function that ends that.
 */
export async function forbidWrapping({ query }: Ground): Promise<() => Promise<unknown>> {
  await query(`
    create function not_yet() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger not_yet before update on legacy_keys for each row execute function not_yet()`);
  return () => query('drop trigger not_yet on legacy_keys');
}

/** How many old keys are under no argon2id yet. */
export async function unwrapped({ query }: Ground): Promise<number> {
  const [row] = await query<{ count: string }>('select count(*) from legacy_keys where key_hash is null');
  return Number(row?.count);
}

/** Waits until a server has wrapped all of them; it begins at its start. */
export const allWrapped = (ground: Ground): Promise<boolean> =>
  eventually(async () => (await unwrapped(ground)) === 0, 15);
