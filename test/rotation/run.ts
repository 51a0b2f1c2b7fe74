/**
 * `npm run rotation`: fifty exchanges a second at two server processes, while keys rotate, end and one is compromised.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { clientFileFor } from '../helpers/client-app.ts';
import { type Checks, histogram, spread } from '../helpers/proof/checks.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { cachingClient } from './client-app.ts';
import { lostNotification } from './lost-notification.ts';
import { type Round, startTraffic, visitors } from './traffic.ts';
import { type Leak, turnEverything } from './turns.ts';

const PER_SECOND = 50;
const clients = ['giro', 'giro-antiguo'];

await runChecks(
  [clientFileFor('giro'), clientFileFor('giro-antiguo', { id_token_signed_response_alg: 'RS256' })],
  async (checks, ground) => {
    const first = await ground.start();
    const pair = [first, await ground.start({ beside: first })] as const;
    const people = await visitors(pair, clients, 24);
    const client = await cachingClient(pair);
    const begun = performance.now();
    const traffic = startTraffic(pair, people, PER_SECOND, client);
    const rest = (seconds: number) => sleep(seconds * (ground.short ? 500 : 1000));
    const leak = await turnEverything(checks, ground, pair, traffic, rest);
    await rest(5);
    const seconds = (performance.now() - begun) / 1000;
    await traffic.stop();
    judge(checks, traffic.rounds, { seconds, leak, begun, reads: client.reads() });
    if (!ground.short) await lostNotification(checks, ground, pair);
  },
);

interface Run {
  readonly seconds: number;
  readonly leak: Leak;
  readonly begun: number;
  readonly reads: number;
}

function judge(checks: Checks, rounds: readonly Round[], { seconds, leak, begun, reads }: Run): void {
  const { kid: leaked, asked, answered } = leak;
  // Tokens that a removed key signed in its last moment are meant to fail.
  const refused = rounds.filter(({ problem, kid }) => problem && kid === leaked);
  const failed = rounds.filter(({ problem, kid }) => problem && kid !== leaked);
  const late = rounds.filter(({ kid, at }) => kid === leaked && at > answered - begun);
  const early = refused.filter(({ at }) => at < asked - begun);
  const rate = rounds.length / seconds;
  checks.chapter(`${rounds.length} exchanges in ${seconds.toFixed(0)} seconds at two processes`);
  checks.measure('exchanges in a second', rate.toFixed(1));
  checks.measure('from the client and back, ms', spread(rounds.map(({ ms }) => ms)));
  checks.measure('ID tokens by key', histogram(rounds.map(({ kid }) => kid.slice(0, 8))));
  checks.measure('times that the client read the keys', reads);
  checks.measure('of the leaked key, after its removal: signed, refused', `${late.length}, ${refused.length}`);
  checks.check('every exchange ends in an ID token that the client verifies', failed.length === 0, problemsOf(failed));
  checks.check('no token that the leaked key signed before is refused', early.length === 0, problemsOf(early));
  checks.check(
    'the leaked key signs for two seconds more at most',
    late.every(({ at }) => at < answered - begun + 2000),
  );
  checks.check('at least forty exchanges a second', rate >= 40, rate.toFixed(1));
  const signers = new Set(rounds.map(({ kid }) => kid).filter(Boolean)).size;
  checks.check('six keys signed', signers === 6, String(signers));
}

function problemsOf(failures: readonly Round[]): string {
  const [one] = failures;
  return `${failures.length} failures${one ? `, one at ${one.at.toFixed(0)} ms: ${one.problem}` : ''}`;
}
