import type { Checks } from '../helpers/proof/checks.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { age, bothCome, endLead, keys, kidThat } from './operator.ts';
import type { Traffic } from './traffic.ts';

type Pair = readonly [ServerProcess, ServerProcess];
type Rest = (seconds: number) => Promise<void>;

/** The leaked key, and when the operator's command began and ended, on the clock of this process. */
export interface Leak {
  readonly kid: string;
  readonly asked: number;
  readonly answered: number;
}

/** A whole life of keys, then a leak. */
export async function turnEverything(
  checks: Checks,
  ground: Ground,
  pair: Pair,
  traffic: Traffic,
  rest: Rest,
): Promise<Leak> {
  await rest(3);
  await turn(checks, ground, pair, traffic, rest);
  return leak(checks, ground, pair, traffic, await turnAgain(checks, ground, traffic, rest));
}

/** All three algorithms get a successor; the old ones end, one by an operator and two by age. */
async function turn(checks: Checks, ground: Ground, pair: Pair, traffic: Traffic, rest: Rest): Promise<void> {
  const old = { ec: await kidThat(ground, 'signs', 'ES256'), rsa: await kidThat(ground, 'signs', 'RS256') };
  checks.chapter('Every key gets a successor');
  await keys(ground, 'rotate');
  const next = await kidThat(ground, 'published', 'ES256');
  const published = await bothCome(pair, next, true, 5);
  checks.check('both processes publish it', published.holds, `${published.seconds.toFixed(1)} s`);
  await rest(3);
  const early = traffic.rounds.some(({ kid }) => kid === next);
  checks.check('no process signs with it before its time', !early);
  await endLead(ground);
  checks.check('then it signs', await signsSoon(traffic, next));
  await rest(3);
  checks.check('the old one is still published', (await bothCome(pair, old.ec, true, 1)).holds);
  await age(ground, '13 minutes');
  await rest(2);
  checks.check('a key that signs no more has no private part', await isEmptied(ground, old.ec));
  await keys(ground, 'retire', old.ec);
  checks.check('an operator ends the old one early', (await bothCome(pair, old.ec, false, 5)).holds);
  await age(ground, '13 hours');
  checks.check('the other one ends by age', (await bothCome(pair, old.rsa, false, 5)).holds);
  await rest(2);
}

async function turnAgain(checks: Checks, ground: Ground, traffic: Traffic, rest: Rest): Promise<string> {
  checks.chapter('A second rotation, and a leak');
  await keys(ground, 'rotate', '--alg', 'ES256');
  await rest(3);
  await endLead(ground);
  const leaked = await kidThat(ground, 'signs', 'ES256');
  checks.check('the third key signs', await signsSoon(traffic, leaked));
  await rest(3);
  return leaked;
}

async function leak(checks: Checks, ground: Ground, pair: Pair, traffic: Traffic, kid: string): Promise<Leak> {
  const old = traffic.rounds.findLast((round) => round.kid === kid)?.idToken ?? '';
  const hints = () => Promise.all(pair.map((server) => hintStatus(server, old)));
  const before = await hints();
  checks.check('a token of the key is a hint', before.join() === '200,200', before.join());
  const asked = performance.now();
  await keys(ground, 'compromise', kid);
  const answered = performance.now();
  const gone = await bothCome(pair, kid, false, 10);
  const seconds = ((answered - asked) / 1000 + gone.seconds).toFixed(1);
  checks.check('the leaked key is removed at both processes', gone.holds, `${seconds} s from the command's start`);
  checks.check('another one signs at once', await signsSoon(traffic, await kidThat(ground, 'signs', 'ES256')));
  const after = await hints();
  checks.check('a token of the leaked key is no hint any more', after.join() === '400,400', after.join());
  return { kid, asked, answered };
}

const hintStatus = async (server: ServerProcess, idToken: string): Promise<number> =>
  (await ask(server, `/oidc/logout?${new URLSearchParams({ id_token_hint: idToken })}`)).status;

const signsSoon = ({ rounds }: Traffic, signer: string): Promise<boolean> =>
  eventually(async () => rounds.some(({ kid }) => kid === signer), 5);

async function isEmptied({ query }: Ground, kid: string): Promise<boolean> {
  const [row] = await query<{ emptied_at: Date | null }>('select emptied_at from keyring where id = $1', [kid]);
  return Boolean(row?.emptied_at);
}
