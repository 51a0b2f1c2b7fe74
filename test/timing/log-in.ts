import { formOf, openBrowser } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { beginning } from '../helpers/proof/client-app.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { checkBlind, checkSees, checkShapes, sample, show, type Try } from './compare.ts';

/** A wrong key for a RUT with an account and for one without: the time must not reveal which. */
export async function timeLogIn(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  checks.chapter(`Sign-in with a wrong key, ${each} tries of each kind, interleaved`);
  const attempt = await attemptsOf(server);
  const ways = {
    rosa: attempt({ rut: '44.000.001-0' }),
    pedro: attempt({ rut: '44.000.002-9' }),
    unknown: attempt({ rut: '44.000.105-K' }),
    keyless: attempt({ rut: '44.000.001-0', clave: '' }),
  };
  const found = await sample(ways, each);
  show(checks, 'known and known, which cannot differ', found.rosa, found.pedro);
  checkSees(checks, 'a hash that is not made', found.rosa, found.keyless);
  checkShapes(checks, 'status and length are the same', found.rosa, found.unknown);
  const sentence = 'the time does not reveal whether a RUT has an account';
  await checkBlind(checks, { title: 'known and unknown', sentence, names: ['rosa', 'unknown'] }, ways, found);
}

/** One browser before one sign-in: a refused key shows the page again, so all tries are alike. */
export async function attemptsOf(
  server: ServerProcess,
): Promise<(fields: Readonly<Record<'rut', string> & Partial<Record<'clave', string>>>) => Try> {
  const browser = openBrowser();
  const { to } = await beginning(server, 'reloj');
  const page = await browser.follow(await browser.get(to.href), to.origin);
  const { action, hidden } = formOf(page);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer };
  return (fields) => {
    const form = { ...hidden, clave: 'Equivocada-123', ...fields };
    return async () => () => ask(server, action, { headers, form });
  };
}
