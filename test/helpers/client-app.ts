import { request } from 'node:http';
import * as oidc from 'openid-client';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { giveDeviceCode, type Mailbox } from './new-device.ts';
import { withinMs } from './within-ms.ts';

/** Secret of every confidential client of the tests. */
export const SECRET = 'only-the-platforms-of-the-tests-know-this';

export interface Person {
  readonly rut: string;
  readonly key: string;
  /** Number of the card in force. */
  readonly serial: string;
}

/** People with an account in a test app: Rosa's card was checked, Pedro's identity is only declared. */
export const rosa: Person = { rut: '44.000.001-0', key: 'Lautaro-77', serial: '512345678' };
export const pedro: Person = { rut: '44.000.002-9', key: 'Lautaro-77', serial: '523456789' };

/** A client of SENCE with a secret in its file; `rest` replaces or adds fields. */
export function clientFileFor(id: string, rest: Readonly<Record<string, unknown>> = {}) {
  return {
    client_id: id,
    client_name: `Plataforma ${id}`,
    redirect_uris: [redirectUriOf(id)],
    post_logout_redirect_uris: [`https://${id}.example/adios`],
    grant_types: ['authorization_code', 'refresh_token'],
    client_secret: SECRET,
    scope: 'openid profile email phone address run',
    first_party: true,
    sector: 'sence',
    legal_basis: 'A platform that only the tests know',
    minimum_identity: 'declarada',
    contacts: [`soporte@${id}.example`],
    ...rest,
  };
}

/** The redirect URI of a client of the tests; nothing listens there and no browser goes there. */
export const redirectUriOf = (id: string): string => `https://${id}.example/vuelta`;

/** A client as openid-client sees it; signatures of ID tokens are checked too. */
export interface ClientApp {
  readonly id: string;
  readonly config: oidc.Configuration;
}

/** Reads discovery as the client `id`; `auth` is HTTP Basic with SECRET by default. */
export async function openClient(
  { issuer }: Pick<TestApp, 'issuer'>,
  id: string,
  auth: oidc.ClientAuth = oidc.ClientSecretBasic(SECRET),
  metadata: Partial<oidc.ClientMetadata> = {},
): Promise<ClientApp> {
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks];
  return { id, config: await oidc.discovery(new URL(issuer), id, metadata, auth, { execute }) };
}

/** What a client keeps of a sign-in that it began. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

type Params = Readonly<Record<string, string>>;

/** Fresh secrets and the parameters of an authorization request with PKCE; `params` replaces or adds some. */
export async function authorizationRequest(id: string, params: Params = {}): Promise<{ checks: Checks; all: Params }> {
  const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const all = {
    redirect_uri: redirectUriOf(id),
    scope: 'openid',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
    ...params,
  };
  return { checks, all };
}

/** A sign-in that is under way: where the browser goes, and what the client will check. */
export async function beginSignIn(
  { id, config }: ClientApp,
  params: Params = {},
): Promise<{ checks: Checks; to: URL }> {
  const { checks, all } = await authorizationRequest(id, params);
  return { checks, to: oidc.buildAuthorizationUrl(config, all) };
}

/**
 * Goes to `to` and gives the key if asked, and the code of a new device where there is a mailbox to read it in. Ends at
 * another page, or at the redirect to the client (not followed).
 */
export async function goThrough(browser: Browser, to: URL, person: Person, mailbox?: Mailbox): Promise<Visit> {
  const page = await browser.follow(await browser.get(to.href), to.origin);
  if (!asksForKey(page)) return page;
  const after = await browser.follow(await browser.send(page, { rut: person.rut, clave: person.key }), to.origin);
  return mailbox ? giveDeviceCode(browser, after, mailbox) : after;
}

/** Whether this is the page that asks for the key. */
export const asksForKey = (page: Visit): boolean => /<input[^>]*name="clave"/.test(page.html);

/** The address to which a visit redirects the browser; throws with the text of the page when it does not. */
export function answerOf(visit: Visit): URL {
  const location = visit.headers.get('location');
  if (!location) throw new Error(`no answer to the platform but ${visit.status}: ${visit.text.slice(0, 300)}`);
  return new URL(location, visit.url);
}

export type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

export interface SignedIn {
  readonly browser: Browser;
  readonly checks: Checks;
  /** The redirect URI with the parameters that came back. */
  readonly answer: URL;
  readonly tokens: Tokens;
}

interface SigningIn {
  readonly browser?: Browser;
  readonly person?: Person;
  readonly params?: Params;
  /** Where the code of a new device is read, if the policy asks for one. */
  readonly mailbox?: Mailbox;
}

/** Signs a person in at a client, which redeems the code and checks all that openid-client can check. */
export async function signIn(
  client: ClientApp,
  { browser = openBrowser(), person = rosa, params = {}, mailbox }: SigningIn = {},
): Promise<SignedIn> {
  const { checks, to } = await beginSignIn(client, params);
  const answer = answerOf(await goThrough(browser, to, person, mailbox));
  return { browser, checks, answer, tokens: await redeem(client, answer, checks) };
}

/** Redeems the code in `answer`. */
export function redeem({ config }: ClientApp, answer: URL, { state, nonce, verifier }: Checks): Promise<Tokens> {
  return oidc.authorizationCodeGrant(config, answer, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
}

/** The claims that userinfo returns for these tokens. */
export function userInfo({ config }: ClientApp, tokens: Tokens): Promise<oidc.UserInfoResponse> {
  return oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
}

/** Status of userinfo for an access token. */
export async function userInfoStatus({ issuer }: Pick<TestApp, 'issuer'>, accessToken: string): Promise<number> {
  const answer = await fetch(`${issuer}/oidc/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
  await answer.arrayBuffer();
  return answer.status;
}

/** Code of the OAuth error with which a request of openid-client is refused; undefined when it is not. */
export async function refusalOf(asked: Promise<unknown>): Promise<string | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    const { error: code } = error as { error?: unknown };
    if (typeof code !== 'string') throw error;
    return code;
  }
}

/** The Authorization header of a client that has a secret. */
export const basic = (id: string, secret = SECRET): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** Posts a form to the provider without a library; the answer is JSON or empty. */
export async function post(
  { issuer }: Pick<TestApp, 'issuer'>,
  path: string,
  fields: Params,
  headers: Params = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

/** A GET with headers that fetch does not allow to set, such as Host. */
export function getAs(
  url: string,
  headers: Params,
): Promise<{ status: number; location: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, signal: AbortSignal.timeout(withinMs(10_000)) }, async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, text });
    });
    call.on('error', reject);
    call.end();
  });
}
