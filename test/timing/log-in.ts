import { formOf, openBrowser } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { beginning } from '../helpers/proof/platform.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { checkShapes, isBlind, sample, show, type Try } from './compare.ts';

/** A wrong key for somebody who has an account and for somebody who has none: the clock must not tell which. */
export async function timeLogIn(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  checks.chapter(`Sign-in with a wrong key, ${each} tries of each kind, interleaved`);
  const attempt = await attemptsOf(server);
  const ways = {
    rosa: attempt({ rut: '44.000.001-0' }),
    pedro: attempt({ rut: '44.000.002-9' }),
    unknown: attempt({ rut: '44.000.105-K' }),
    keyless: attempt({ rut: '44.000.001-0', clave: '' }),
  };
  const first = await sample(ways, each);
  const blind = isBlind(show(checks, 'known and unknown', first.rosa, first.unknown));
  show(checks, 'known and known, which cannot differ', first.rosa, first.pedro);
  const control = show(checks, 'refused before the hash, which must differ', first.rosa, first.keyless);
  checks.check('the measure sees a hash that is not made', control > 0.9, control.toFixed(3));
  checkShapes(checks, 'status and length are the same', first.rosa, first.unknown);
  checks.check('the clock does not tell whether somebody has an account', blind || (await again(checks, ways, each)));
}

/** A noisy minute may deceive: once more, with twice as many. */
async function again(checks: Checks, { rosa, unknown }: { rosa: Try; unknown: Try }, each: number): Promise<boolean> {
  const second = await sample({ rosa, unknown }, each * 2);
  return isBlind(show(checks, 'known and unknown, once more', second.rosa, second.unknown));
}

/** One browser before one sign-in: a refused key shows the page again, so all tries are alike. */
async function attemptsOf(server: ServerProcess) {
  const browser = openBrowser();
  const { to } = await beginning(server, 'reloj');
  const page = await browser.follow(await browser.get(to.href), to.origin);
  const { action, hidden } = formOf(page);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer };
  return (fields: Readonly<Record<string, string>>): Try => {
    const form = { ...hidden, clave: 'Equivocada-123', ...fields };
    return async () => () => ask(server, action, { headers, form });
  };
}
