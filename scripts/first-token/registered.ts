import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { type Browser, openBrowser, type Visit } from '../../test/helpers/browser.ts';
import { follow, formWith, linkIn, press, valueIn } from './read-page.ts';

interface Needs {
  readonly issuer: string;
  readonly say: (line: string) => void;
  /** Waits until the secret is valid, for the seconds that its page says. */
  readonly settled?: (seconds: number) => Promise<void>;
}

/** A fictional account, as the JSON beside its page has it. */
interface Published {
  readonly id: string;
  readonly perfil: string;
  readonly nombre: string;
  readonly identificador: string;
  readonly representante?: string;
  readonly clave: string;
}

/** What a guide says that is registered. */
interface Guide {
  readonly redirectUri: string;
  readonly leftUri: string;
  readonly auth: string;
  readonly scope: string;
}

/**
 * From nothing to a verified token with a registered client: begins at the front page of the portal of a sandbox, and
 * goes on by its links, forms and tables alone. Gives the `sub` of the ID token. Throws with the text of the page where
 * a step does not go on.
 */
export async function registeredToken({
  issuer,
  say,
  settled = (seconds) => sleep(seconds * 1000),
}: Needs): Promise<string> {
  const browser = openBrowser();
  const front = await browser.get(`${issuer}/desarrolladores`);
  say('front page opened: /desarrolladores');
  const { company, person } = await publishedPeople(browser, front);
  say(`fictional accounts read: ${company.nombre}, ${person.nombre}`);
  const guide = guideIn(await nodeGuide(browser, front));
  say(`guide of Node.js read: ${guide.auth}, ${guide.scope}`);
  const home = await asCompany(browser, await follow(browser, front, /Ingresar y ver mis plataformas/), company);
  say('signed in to the portal as the company');
  const sheet = await registered(browser, await follow(browser, home, /Registrar una plataforma/), guide);
  say(`client registered: ${valueIn(sheet, 'client_id')}`);
  const once = await press(browser, sheet, /Crear un secreto/);
  const secret = valueIn(once, 'client_secret');
  say('client_secret read from the page that shows it once');
  const own = await follow(browser, await follow(browser, once, /Volver a la plataforma/), /Node\.js/);
  const clientId = valueIn(once, 'client_id');
  if (!own.text.includes(`'${clientId}'`)) throw new Error(`the guide has not the client_id: ${own.url}`);
  say('guide opened from the sheet: its code has the client_id');
  await settled(Number(/en (\d+) segundos/.exec(once.text)?.[1]));
  say('the secret is valid: waited as its page says');
  return verified({ ...guide, issuer: valueIn(own, 'issuer'), clientId, secret }, person, say);
}

async function publishedPeople(browser: Browser, front: Visit) {
  const page = await follow(browser, front, /ficticias/);
  const json = await fetch(linkIn(page, /JSON/));
  const { personas } = (await json.json()) as { readonly personas: readonly Published[] };
  const company = personas.find(({ perfil, representante }) => perfil === 'juridica' && representante);
  const person = personas.find(({ perfil }) => perfil === 'natural');
  if (!company || !person) throw new Error(`no company or no person: ${page.text}`);
  return { company, person };
}

const nodeGuide = async (browser: Browser, front: Visit): Promise<Visit> =>
  follow(browser, await follow(browser, front, /Guías/), /Node\.js/);

const guideIn = (page: Visit): Guide => ({
  redirectUri: valueIn(page, '(redirect_uris)'),
  leftUri: valueIn(page, '(post_logout_redirect_uris)'),
  auth: valueIn(page, '(token_endpoint_auth_method)'),
  scope: valueIn(page, '(scope)'),
});

async function asCompany(browser: Browser, login: Visit, company: Published): Promise<Visit> {
  const form = await press(browser, login, /^(Persona )?Jurídica/);
  return press(browser, form, /^Ingresar$/, {
    'RUT Empresa': company.identificador,
    'Rut Representante': company.representante ?? '',
    'Clave Sence': company.clave,
  });
}

/** Registers a client with the values of the guide; what else the form requires is answered in own words. */
async function registered(browser: Browser, page: Visit, guide: Guide): Promise<Visit> {
  const typed: Record<string, string> = {};
  for (const { name, label, type, required, sent } of formWith(page, /Guardar/).controls)
    if (name && required && type !== 'radio' && !(sent && type === 'select'))
      typed[label] = type === 'email' ? 'equipo@curso.example' : `Curso de prueba ${name}`;
  for (const scope of guide.scope.split(' ').filter((one) => one !== 'openid')) {
    const data = `(${scope})`;
    typed[data] = 'si';
    typed[reasonLabel(page, data)] = 'Saludar a la persona';
  }
  typed['(redirect_uris)'] = guide.redirectUri;
  typed['(post_logout_redirect_uris)'] = guide.leftUri;
  typed['(token_endpoint_auth_method)'] = guide.auth;
  return press(browser, page, /Guardar/, typed);
}

/** The label of the field that asks why a datum is needed: a text beside the box of that datum. */
function reasonLabel(page: Visit, data: string): string {
  const { controls } = formWith(page, /Guardar/);
  const found = controls.find(({ label, type }) => label.includes(data) && type === 'text');
  if (!found) throw new Error(`no field for the reason of ${data} on ${page.url}`);
  return found.label;
}

interface Client extends Guide {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

/** Signs the person in with another browser, and verifies the ID token by discovery and the published keys. */
async function verified(client: Client, person: Published, say: Needs['say']): Promise<string> {
  const auth = client.auth === 'client_secret_post' ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks];
  const config = await oidc.discovery(new URL(client.issuer), client.clientId, {}, auth(client.secret), { execute });
  say('discovery read');
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: client.redirectUri,
    scope: client.scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await signedIn(to, person);
  say('the person signed in and allowed: the code came back');
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await oidc.authorizationCodeGrant(config, back, checks);
  const sub = tokens.claims()?.sub ?? '';
  await oidc.fetchUserInfo(config, tokens.access_token, sub);
  say(`ID token verified by discovery and JWKS, UserInfo of the same sub ${sub}`);
  return sub;
}

async function signedIn(to: URL, person: Published): Promise<URL> {
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(to.href), to.origin);
  if (login.status >= 400) throw new Error(login.text);
  const consent = await press(browser, login, /^Ingresar$/, {
    RUT: person.identificador,
    'Clave Sence': person.clave,
  });
  const end = await press(browser, consent, /Permitir/);
  const location = end.headers.get('location');
  if (!location) throw new Error(end.text);
  return new URL(location);
}
