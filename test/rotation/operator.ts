import { runKeys } from '../helpers/keys-command.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { ask, SECRETS_KEY, type ServerProcess } from '../helpers/server-process.ts';
import { signEditsAt } from '../helpers/signed-edits.ts';

type Pair = readonly [ServerProcess, ServerProcess];

/** Runs the operator's command; throws when it refuses. */
export async function keys({ connection }: Ground, ...words: readonly string[]): Promise<string> {
  const { code, output, errors } = await runKeys(connection, words, SECRETS_KEY);
  if (code !== 0) throw new Error(`keys ${words.join(' ')}: ${errors}`);
  return output;
}

/** The kid of the key in a state, as `list` prints it. */
export async function kidThat(ground: Ground, state: string, algorithm: string): Promise<string> {
  const lines = (await keys(ground, 'list')).split('\n').map((line) => line.split(/ {2,}/));
  return lines.find(([, alg, , now]) => alg === algorithm && now === state)?.[0] ?? '';
}

/** The product has no shorter times: those of the rows are moved instead, and the servers notified. */
export async function hasten({ query, connection }: Ground, set: string): Promise<void> {
  await query(`update keyring set ${set}`);
  await signEditsAt(connection, SECRETS_KEY);
  await query("notify clave_sence, 'keys'");
}

/** The lead time of every published key has ended. */
export const endLead = (ground: Ground): Promise<void> =>
  hasten(ground, 'signs_at = now() where signs_at > now() and ended_at is null');

/** Every retired key was retired so much earlier ("13 minutes"). */
export const age = (ground: Ground, by: string): Promise<void> =>
  hasten(ground, `signs_at = signs_at - interval '${by}', emptied_at = emptied_at - interval '${by}'`);

const publishes = async (server: ServerProcess, kid: string): Promise<boolean> =>
  (await ask(server, '/oidc/jwks')).body.includes(`"${kid}"`);

/** Whether both processes start to publish a key, or stop, within so many seconds; and after how many. */
export async function bothCome(pair: Pair, kid: string, published: boolean, seconds: number) {
  const start = performance.now();
  const holds = await eventually(async () => {
    const found = await Promise.all(pair.map((server) => publishes(server, kid)));
    return found.every((one) => one === published);
  }, seconds);
  return { holds, seconds: (performance.now() - start) / 1000 };
}
