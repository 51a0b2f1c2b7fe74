import { askAnyPasskey } from '../../src/account/ask-passkey.ts';
import type { Account } from '../../src/domain/account.ts';
import { yearAfter } from '../../src/domain/mandate.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { packProof } from '../../src/features/sign-in/proof-ticket.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { goThrough, type Person } from '../helpers/client-app.ts';
import { losAndes } from '../helpers/facilitadores.ts';
import { ageEmail } from '../helpers/old-email.ts';
import { beginning } from '../helpers/proof/client-app.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import type { Cast } from './cast.ts';
import { giveFactor } from './cuenta-forms.ts';
import { sentProvisional, waiting } from './link-forms.ts';
import type { OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

/** Clients of the run: one of SENCE, one that asks for permission, one that takes no declared identity. */
export const clientIds = { own: 'torpe', outside: 'ajena', strict: 'estricta' } as const;

const rosa: Person = { rut: '44.000.001-0', key: KEY, serial: '512345678' };
const pedro: Person = { ...rosa, rut: '44.000.002-9' };
const wrong = { clave: 'Equivocada-1', accion: 'ingresar' };

/** Every page of a sign-in, each in a browser of its own, and the pages of a kiosk's code and of the logout. */
export async function signInForms(scene: Scene, cast: Cast): Promise<readonly OpenForm[]> {
  await waiting(scene, cast.rosa, 'replace-contacts');
  return [
    // The first login of Rosa ends her pending change.
    await stepOf(scene, clientIds.own, rosa, { accion: 'continuar' }),
    // A user who allowed it once is not asked again but by prompt=consent.
    await stepOf(scene, clientIds.outside, rosa, { accion: 'permitir' }, { prompt: 'consent' }),
    await stepOf(scene, clientIds.strict, pedro, { serie: '523456789' }, { scope: 'openid profile run' }),
    await emailForm(scene, cast),
    await stepOf(scene, clientIds.own, undefined, { ...wrong, perfil: 'natural', rut: '44.000.003-7' }),
    await stepOf(scene, clientIds.own, undefined, { ...wrong, perfil: 'migrante', rut: '199.000.001-4' }),
    await stepOf(scene, clientIds.own, undefined, { ...wrong, ...company }),
    await changeForm(scene, cast),
    await codeForm(scene),
    await proofForm(scene, cast.rosa, { page: 'factor', form: 'second-factor' }),
    await proofForm(scene, cast.rosa, { page: 'equipo', form: 'new-device' }),
    await passkeyForm(scene),
    await longerKeyForm(scene, cast.rosa),
    await companyForm(scene, cast.facilitador),
    await lossForm(scene, cast.maria),
    await lossKeyForm(scene),
    await mailForm(scene),
    await logOutForm(scene),
    await leftAlreadyForm(scene),
    await deviceForm(scene),
  ];
}

const company = { perfil: 'juridica', rut: '54.000.001-8', rut_representante: '44.000.001-0' };

/** Parameters of the request besides those that every one has. */
type Asked = Readonly<Record<string, string>>;

/** The account knows this browser: a right key is enough there under each policy. */
async function know({ deps }: Scene, browser: Browser, { rut }: Person): Promise<void> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rut));
  if (account) browser.cookies.set('cs_equipo', deps.devices.remember(undefined, account));
}

async function begin(scene: Scene, browser: Browser, client: string, person?: Person, asked: Asked = {}) {
  const { to } = await beginning(scene.server, client);
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value);
  if (person) await know(scene, browser, person);
  return person ? goThrough(browser, to, person) : browser.follow(await browser.get(to.href), to.origin);
}

async function stepOf(
  scene: Scene,
  client: string,
  person: Person | undefined,
  fields: Readonly<Record<string, string>>,
  asked?: Asked,
): Promise<OpenForm> {
  const browser = openBrowser();
  return asForm(browser, await begin(scene, browser, client, person, asked), fields);
}

function asForm(browser: Browser, page: Visit, fields: Readonly<Record<string, string>>): OpenForm {
  const { action, hidden } = formOf(page);
  return { path: new URL(action, page.url).pathname, cookie: cookiesOf(browser), fields: { ...hidden, ...fields } };
}

/** An e-mail of long ago: the question whether it is still used. */
async function emailForm(scene: Scene, { luis }: Cast): Promise<OpenForm> {
  await ageEmail(scene, luis.id);
  return stepOf(scene, clientIds.own, { ...rosa, rut: '44.000.010-K' }, { accion: 'cambiar' });
}

/** A provisional key was typed: the page that changes it, in the middle of the sign-in. */
async function changeForm(scene: Scene, { marie }: Cast): Promise<OpenForm> {
  const { tokens } = scene.deps;
  const browser = openBrowser();
  const { path, cookie } = asForm(browser, await begin(scene, browser, clientIds.own), {});
  const uid = path.slice(path.lastIndexOf('/') + 1);
  const provisional = await sentProvisional(scene, marie.id, 'key');
  const ticket = tokens.pack('provisional', { uid, provisional });
  const ficha = tokens.csrfToken(browser.cookies.get('cs_navegador') ?? '', 'change-key');
  const fields = { ficha, clave: 'Quiltro-78', clave2: 'Quiltro-78', accion: 'continuar' };
  return { path: `${path}/clave/${ticket}`, cookie, fields };
}

/** A hundred wrong keys in a row: the page that takes a code from a contact on file. */
async function codeForm(scene: Scene): Promise<OpenForm> {
  const { browser, path, cookie, uid } = await openSignIn(scene);
  const ticket = scene.deps.tokens.pack('sign-in-code', { uid, profile: 'natural', identifier: '44000001-0' });
  const fields = {
    ficha: fichaOf(scene, browser, 'sign-in-code'),
    codigo: '123456',
    por: 'correo',
    accion: 'continuar',
  };
  return { path: `${path}/codigo/${ticket}`, cookie, fields };
}

/** A right key was typed: the pages that take the second factor, or the code of a new device. */
async function proofForm(scene: Scene, account: Account, at: { readonly page: string; readonly form: string }) {
  const { browser, path, cookie, uid } = await openSignIn(scene);
  const proved = { account, known: false, by: 'key', remember: false, given: [] } as const;
  const fields = { ficha: fichaOf(scene, browser, at.form), codigo: '123456', recordar: 'si', accion: 'continuar' };
  return { path: `${path}/${at.page}/${packProof(scene.deps, uid, proved)}`, cookie, fields };
}

/** The answer of a passkey, in the form of the key. */
async function passkeyForm(scene: Scene): Promise<OpenForm> {
  const { browser, path, cookie, uid } = await openSignIn(scene);
  const { ticket } = askAnyPasskey(scene.deps, uid);
  const fields = { ficha: fichaOf(scene, browser, 'log-in'), reto: ticket, credencial: '{}', accion: 'acceso' };
  return { path: `${path}/clave-de-acceso`, cookie, fields };
}

/** The key became too short since the last second factor ended: the page that asks for a longer one. */
async function longerKeyForm(scene: Scene, account: Account): Promise<OpenForm> {
  const { fields, ...form } = await proofForm(scene, account, { page: 'clave-corta', form: 'longer-key' });
  const clave = 'Un quiltro en la plaza 78';
  return { ...form, fields: { ficha: fields.ficha, clave, clave2: clave, accion: 'cambiar' } };
}

/** Two companies let a facilitador in: the page that asks which one. */
async function companyForm(scene: Scene, account: Account): Promise<OpenForm> {
  const { mandates, now } = scene.deps;
  const from = now();
  const term = { from, until: yearAfter(from), scope: 'facilitador', source: 'FE-2026-0001' } as const;
  const companies = [losAndes, { rut: parseRut('54.000.103-0'), razonSocial: 'Corporación Intermedia del Maule' }];
  const ids: string[] = [];
  for (const organisation of companies)
    ids.push((await mandates.grant({ accountId: account.id, organisation, ...term })).id);
  const { fields, ...form } = await proofForm(scene, account, { page: 'empresa', form: 'choose-company' });
  return { ...form, fields: { ficha: fields.ficha, empresa: String(ids[0]) } };
}

/** A holder with a factor who lost it: the page that takes a code and the card. */
async function lossForm(scene: Scene, { id }: Account): Promise<OpenForm> {
  const identidad = 'documento';
  const account = await scene.deps.accounts.change(id, (latest) => ({ ...latest, identidad }));
  if (!account) throw new Error('María has no account');
  await giveFactor(scene, account);
  const form = await proofForm(scene, account, { page: 'sin-factor', form: 'lost-factor' });
  return { ...form, fields: { ...form.fields, serie: '534567890', trabajo: '', accion: 'pedir' } };
}

/** A client asks a session of the key for a factor that is lost: the page that takes the key again. */
async function lossKeyForm(scene: Scene): Promise<OpenForm> {
  const browser = openBrowser();
  const asked = { acr_values: 'urn:sence:clave:2fa' };
  const { path, cookie } = asForm(browser, await begin(scene, browser, clientIds.own, rosa, asked), {});
  const fields = { ficha: fichaOf(scene, browser, 'lost-factor-key'), trabajo: '', clave: 'Equivocada-1' };
  return { path: `${path}/sin-factor`, cookie, fields: { ...fields, accion: 'continuar' } };
}

/** A network that owes proof of work, without script: the page that asks for a link. */
async function mailForm(scene: Scene): Promise<OpenForm> {
  const { browser, path, cookie } = await openSignIn(scene);
  const fields = { ficha: fichaOf(scene, browser, 'sign-in-link'), perfil: 'natural', rut: '44.000.001-0' };
  return { path: `${path}/correo`, cookie, fields };
}

async function openSignIn(scene: Scene) {
  const browser = openBrowser();
  const { path, cookie } = asForm(browser, await begin(scene, browser, clientIds.own), {});
  return { browser, path, cookie, uid: path.slice(path.lastIndexOf('/') + 1) };
}

const fichaOf = ({ deps }: Scene, browser: Browser, form: string): string =>
  deps.tokens.csrfToken(browser.cookies.get('cs_navegador') ?? '', form);

async function logOutForm(scene: Scene): Promise<OpenForm> {
  const browser = openBrowser();
  await begin(scene, browser, clientIds.own, rosa);
  return asForm(browser, await browser.get(`${scene.server.issuer}/oidc/logout`), { logout: 'yes' });
}

/** The code that a kiosk shows: the provider takes it, behind a form of this browser's own. */
async function deviceForm({ server }: Scene): Promise<OpenForm> {
  const browser = openBrowser();
  return asForm(browser, await browser.get(`${server.issuer}/dispositivo`), { user_code: 'BCDF-GHJK' });
}

/** The page that the provider itself redirects to where no user is signed in. */
async function leftAlreadyForm({ server }: Scene): Promise<OpenForm> {
  const browser = openBrowser();
  return asForm(browser, await browser.get(`${server.issuer}/oidc/logout`), {});
}
