import { openBrowser } from '../helpers/browser.ts';
import { type Person, pedro, rosa } from '../helpers/client-app.ts';
import { exchange, newCode, tokenStatus, tokensOf } from '../helpers/proof/client-app.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { claimsByCode, signInCompany } from './company.ts';

/** Milliseconds of a whole sign-in: authorize, page, key, code, token, userinfo. Throws where it does not complete. */
export async function timeSignIn(server: ServerProcess, person: Person): Promise<number> {
  const start = performance.now();
  const { access_token: token } = tokensOf(
    await exchange(server, await newCode(server, openBrowser(), 'ejemplo', person)),
  );
  const status = await tokenStatus(server, token);
  if (status !== 200) throw new Error(`userinfo answers ${status}`);
  return performance.now() - start;
}

/** The same of a company, whose sign-in asks the SII for its representatives. */
export async function timeCompany(server: ServerProcess): Promise<number> {
  const start = performance.now();
  const { status, says } = await claimsByCode(server, await signInCompany(server))();
  if (status !== 200) throw new Error(`userinfo answers ${status}: ${says}`);
  return performance.now() - start;
}

/** A number of sign-ins of Rosa and Pedro, one after another. */
export async function timeBlock(server: ServerProcess, size: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let place = 0; place < size; place += 1) times.push(await timeSignIn(server, place % 2 === 0 ? rosa : pedro));
  return times;
}
