import { decodeJwt } from 'jose';
import { openBrowser } from '../helpers/browser.ts';
import type { Person } from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { exchange, newCode, tokensOf } from '../helpers/proof/client-app.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { through } from './through.ts';

/** The client at which every visitor is signed in, and which is notified when that ends. */
export const CLIENT = 'avisada';

/** A browser that is signed in at the client and at Mi cuenta, with the credentials that an attacker could copy. */
export interface Visitor {
  readonly browser: ReturnType<typeof openBrowser>;
  /** The process to which all its requests go. */
  readonly at: ServerProcess;
  readonly cookie: string;
  readonly token: string;
  readonly sid: string;
  readonly sub: string;
}

/** A person signs in with a new browser, by one process. */
export async function enter(at: ServerProcess, person: Person): Promise<Visitor> {
  const browser = openBrowser(through(at));
  const tokens = tokensOf(await exchange(at, await newCode(at, browser, CLIENT, person)));
  await goToCuenta(at, browser, '', person);
  const { sid, sub } = decodeJwt(tokens.id_token);
  return {
    browser,
    at,
    cookie: cookiesOf(browser),
    token: tokens.access_token,
    sid: String(sid),
    sub: String(sub),
  };
}
