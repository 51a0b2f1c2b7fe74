import { SEEDED_KEY } from '../../../src/dev/people/seed.ts';
import { formOf } from '../../helpers/browser.ts';
import { redirectUriOf } from '../../helpers/client-app.ts';
import type { LeanBrowser, Page } from '../load/browser.ts';
import { challengeOf, random } from '../load/target.ts';
import { ISSUER } from '../place/clients.ts';

/** A code on its way to the token endpoint. */
export interface Code {
  readonly clientId: string;
  readonly code: string;
  readonly verifier: string;
}

type Fields = Readonly<Record<string, string>>;

/** Parameters of an authorization request with PKCE, state and nonce. */
export function authorization(clientId: string): { readonly params: Fields; readonly verifier: string } {
  const verifier = random();
  const params = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUriOf(clientId),
    scope: 'openid profile email',
    state: random(),
    nonce: random(),
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  };
  return { params, verifier };
}

/** Where a sign-in begins. */
export const authorizePath = (params: Fields): string => `/oidc/authorize?${new URLSearchParams(params)}`;

/** Signs in with number and key, page by page as a browser without script, and gives the code that comes back. */
export async function codeByKey(browser: LeanBrowser, clientId: string, fields: Fields): Promise<Code> {
  const { params, verifier } = authorization(clientId);
  const page = await browser.follow(await browser.get(authorizePath(params)));
  const after = await browser.follow(await submit(browser, page, { clave: SEEDED_KEY, ...fields }));
  return { clientId, code: codeIn(after), verifier };
}

/** The code of a browser that has a session: no page is shown. */
export async function codeBySession(browser: LeanBrowser, clientId: string): Promise<Code> {
  const { params, verifier } = authorization(clientId);
  return { clientId, code: codeIn(await browser.follow(await browser.get(authorizePath(params)))), verifier };
}

/** Sends the main form of a page with these fields in place of its own. */
export function submit(browser: LeanBrowser, page: Page, fields: Fields): Promise<Page> {
  const url = `${ISSUER}${page.path}`;
  const { action, hidden } = formOf({ ...page, headers: new Headers(), html: page.body, url, text: `${page.status}` });
  const { pathname, search } = new URL(action, url);
  return browser.post(pathname + search, { ...hidden, ...fields });
}

/** The code in the redirect to the client; throws with what came instead. */
export function codeIn({ status, location, path, body }: Page): string {
  const code = location && new URL(location).searchParams.get('code');
  if (code) return code;
  const text = body.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  throw new Error(`no code but ${status} ${location ?? ''} at ${path.split('?')[0]}: ${text.slice(0, 400)}`);
}
