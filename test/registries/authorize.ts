import type { Browser, Visit } from '../helpers/browser.ts';
import { authorizationRequest } from '../helpers/client-app.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

/** Goes to sign in at a client that requests the identity; returns the page that asks for the key. */
export async function askToSignIn(
  { issuer }: ServerProcess,
  browser: Browser,
  clientId: string,
  scope: string,
): Promise<{ readonly page: Visit; readonly verifier: string }> {
  const { checks, all } = await authorizationRequest(clientId, { scope });
  const params = new URLSearchParams({ ...all, client_id: clientId, response_type: 'code' });
  const page = await browser.follow(await browser.get(`${issuer}/oidc/authorize?${params}`), issuer);
  return { page, verifier: checks.verifier };
}
