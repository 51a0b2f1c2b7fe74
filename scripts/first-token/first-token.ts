import * as oidc from 'openid-client';
import { openBrowser, type Visit } from '../../test/helpers/browser.ts';
import type { DocumentHost } from '../../test/helpers/document-host.ts';

/** Nothing listens there: the browser of the script reads the redirect and stops. */
const REDIRECT = 'http://localhost:8080/vuelta';

interface Needs {
  readonly issuer: string;
  readonly host: Pick<DocumentHost, 'serve'>;
  readonly say: (line: string) => void;
}

interface Published {
  readonly personas: readonly {
    readonly id: string;
    readonly identificador: string;
    readonly clave: string;
    readonly sub: string;
  }[];
}

/**
 * Signs a published person in at a client that registered nothing, verifies the ID token, and compares its `sub` with
 * the published one. Gives that `sub`. Throws with the text of the page where a step does not go on.
 */
export async function firstToken({ issuer, host, say }: Needs): Promise<string> {
  const id = host.serve('/cliente.json', { client_name: 'Primer ingreso', redirect_uris: [REDIRECT] });
  say(`document served at ${id}`);
  const config = await discovered(issuer, id);
  say('discovery read: client_id_metadata_document_supported');
  const person = await publishedPerson(issuer);
  say(`a fictional person read from /desarrolladores/personas.json: ${person.id}`);
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile run',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await signedIn(to, { rut: person.identificador, clave: person.clave });
  say('signed in and allowed: the code came back');
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const sub = (await oidc.authorizationCodeGrant(config, back, checks)).claims()?.sub;
  if (sub !== person.sub) throw new Error(`the sub ${sub} is not the published one ${person.sub}`);
  say(`ID token verified, with the published sub ${sub}`);
  return sub;
}

async function discovered(issuer: string, id: string): Promise<oidc.Configuration> {
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks];
  const metadata = { id_token_signed_response_alg: 'RS256' };
  const config = await oidc.discovery(new URL(issuer), id, metadata, oidc.None(), { execute });
  if (config.serverMetadata().client_id_metadata_document_supported !== true)
    throw new Error(`${issuer} takes no metadata document: start it with SANDBOX=yes`);
  return config;
}

async function publishedPerson(issuer: string) {
  const response = await fetch(`${issuer}/desarrolladores/personas.json?anfitrion=localhost`);
  const [first] = ((await response.json()) as Published).personas;
  if (!first) throw new Error('no fictional person is published');
  return first;
}

/** Gives number and key, and allows what the client asks for. */
async function signedIn(to: URL, fields: Record<string, string>): Promise<URL> {
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(to.href), to.origin);
  if (login.status >= 400) throw new Error(login.text);
  const consent = await browser.follow(await browser.send(login, fields), to.origin);
  const end = asksForConsent(consent)
    ? await browser.follow(await browser.send(consent, { accion: 'permitir' }), to.origin)
    : consent;
  const location = end.headers.get('location');
  if (!location) throw new Error(end.text);
  return new URL(location);
}

const asksForConsent = ({ html }: Visit): boolean => /value="permitir"/.test(html);
