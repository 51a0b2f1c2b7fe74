import type { Checks } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { SECRETS_KEY, type ServerProcess } from '../helpers/server-process.ts';
import { signEditsAt } from '../helpers/signed-edits.ts';
import { bothCome, kidThat } from './operator.ts';

const MOST_SECONDS = 60;

/**
 * A key is compromised and the notification is lost: each process detects it by itself. Item 54 promises five minutes.
 */
export async function lostNotification(checks: Checks, ground: Ground, pair: readonly [ServerProcess, ServerProcess]) {
  checks.chapter('A leak of which no notification arrives');
  const kid = await kidThat(ground, 'signs', 'RS256');
  const out = 'update keyring set material = null, ended_at = now(), compromised = true where id = $1';
  await ground.query(out, [kid]);
  await signEditsAt(ground.connection, SECRETS_KEY);
  const gone = await bothCome(pair, kid, false, MOST_SECONDS);
  checks.check(`within ${MOST_SECONDS} seconds it is removed at both`, gone.holds, `${gone.seconds.toFixed(1)} s`);
  const next = await kidThat(ground, 'signs', 'RS256');
  checks.check('both agree on the one that signs', (await bothCome(pair, next, true, 5)).holds && next !== '');
}
