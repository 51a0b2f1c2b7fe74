import { formOf, openBrowser } from '../helpers/browser.ts';
import { rosa } from '../helpers/client-app.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { beginning } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';

const FREE = 5;

/** Wrong keys for one RUT at the same moment, each from a network of its own: only the free ones cost a hash. */
export async function raceWrongKeys(
  checks: Checks,
  { query }: Ground,
  pair: readonly [ServerProcess, ServerProcess],
  count: number,
): Promise<void> {
  checks.chapter(`${count} wrong keys for one RUT at once, over two processes, from ${count} networks`);
  const tries = await Promise.all(Array.from({ length: count }, (_, place) => prepare(pair[0], place)));
  const answers = await Promise.all(tries.map((send, place) => send(pair[place % 2] as ServerProcess)));
  const [row] = await query<{ count: string }>(`select count(*) from audit where act = 'login.refused'`);
  checks.measure('answers by status', histogram(answers.map(({ status }) => status)));
  checks.check(`at most ${FREE} reach the hash`, Number(row?.count) <= FREE, `${row?.count} did`);
  checks.check(
    'every other has to wait',
    answers.filter(({ status, headers }) => status === 429 && headers['retry-after']).length >= count - FREE,
  );
  const rightNow = await (await prepare(pair[1], count, rosa.key))(pair[0]);
  checks.check('the right key waits too, because this browser is not known', rightNow.status === 429);
}

/** A browser at the page that asks for the key. */
async function prepare(server: ServerProcess, place: number, key = `Equivocada-${place}`) {
  const forwarded = { 'x-forwarded-for': `203.0.113.${place}` };
  const browser = openBrowser();
  const { to } = await beginning(server, 'carrera');
  const redirect = await browser.get(to.href, forwarded);
  const page = await browser.get(new URL(redirect.headers.get('location') ?? '', server.issuer).href, forwarded);
  const { action, hidden } = formOf(page);
  const headers = { ...forwarded, cookie: cookiesOf(browser), origin: server.issuer };
  return (to: ServerProcess) => ask(to, action, { headers, form: { ...hidden, rut: rosa.rut, clave: key } });
}
