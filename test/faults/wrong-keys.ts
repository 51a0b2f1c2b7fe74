import { formOf, openBrowser } from '../helpers/browser.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { beginning } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { waitFor } from './mailbox.ts';
import { type Recoverer, recover } from './recoverers.ts';
import { counting } from './traces.ts';

const COUNT = 50;
const FREE = 5;
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Fifty guesses at one provisional key at the same moment, each from a network of its own. */
export async function wrongProvisionalKeys(checks: Checks, ground: Ground, person: Recoverer): Promise<void> {
  checks.chapter(`F9. ${COUNT} wrong provisional keys at once over two processes, from ${COUNT} networks`);
  const env = { THROTTLES: 'on', TRUST_PROXY_HOPS: '1' };
  const first = await ground.start({ env });
  const pair = [first, await ground.start({ beside: first, env })] as const;
  const { before } = await counting(ground, person, 'recovery.sent', 'provisional-key');
  await recover(first, person);
  const key = await waitFor(ground, person.email, /Clave provisoria:?\s+([2-9A-HJ-NP-Z]{8})\b/, before.messages / 2);
  const refused = await counting(ground, person, 'login.refused', '');
  const tries = await Promise.all(
    Array.from({ length: COUNT }, (_, place) => prepare(first, person, guess(place), place)),
  );
  const answers = await Promise.all(tries.map((send, place) => send(pair[place % 2] as ServerProcess)));
  const { acts } = await refused.since();
  const waits = answers.filter(({ status, headers }) => status === 429 && headers['retry-after']).length;
  checks.measure('answers by status', histogram(answers.map(({ status }) => status)));
  checks.check(`${FREE} are tried, and in the trail`, acts === FREE, `${acts}`);
  checks.check(`the other ${COUNT - FREE} are refused untried`, waits === COUNT - FREE, `${waits}`);
  const right = await (await prepare(first, person, key, COUNT))(pair[1]);
  checks.check('the right one waits too', right.status === 429, `${right.status}`);
  await Promise.all(pair.map((server) => server.stop()));
}

const guess = (place: number): string => `ZZZZZZ${SIGNS[place >> 5]}${SIGNS[place & 31]}`;

/** A browser with a network of its own, at the page that asks for the key. */
async function prepare(server: ServerProcess, { rut }: Recoverer, clave: string, place: number) {
  const forwarded = { 'x-forwarded-for': `203.0.113.${place + 1}` };
  const browser = openBrowser();
  const { to } = await beginning(server, 'carrera');
  const redirect = await browser.get(to.href, forwarded);
  const page = await browser.get(new URL(redirect.headers.get('location') ?? '', server.issuer).href, forwarded);
  const { action, hidden } = formOf(page);
  const headers = { ...forwarded, cookie: cookiesOf(browser), origin: server.issuer };
  return (process: ServerProcess) => ask(process, action, { headers, form: { ...hidden, rut, clave } });
}
