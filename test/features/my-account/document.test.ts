/** A migrante asks from a session that a counter see the document: what it needs, what it opens, and who gains by it. */
import test, { type ExecutionContext } from 'ava';
import { parseEmail } from '../../../src/domain/email.ts';
import { DOCUMENT } from '../../../src/features/my-account/document.ts';
import { askDocument } from '../../../src/features/my-account/use-cases/ask-document.ts';
import type { TestApp } from '../../helpers/app.ts';
import { jorgeAtCounter } from '../../helpers/at-counter.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { jorge, openJorge } from '../../helpers/migrantes.ts';
import { openAppFor, owner, tokenIn } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const cases = (app: TestApp) => rowsOf(app, 'cases', {});
const account = async (app: TestApp) => {
  const found = await app.deps.accounts.findByIdentifier('migrante', jorge.nie);
  if (!found) throw new Error('Jorge has no account');
  return found;
};

/** Jorge signed in at Mi cuenta. */
async function enterAsJorge({ issuer }: TestApp): Promise<Browser> {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${issuer}${DOCUMENT}`), issuer);
  const tab = await browser.get(`${page.url.split('?')[0]}?perfil=migrante`);
  await browser.follow(await browser.send(tab, { rut: jorge.nie, clave: jorge.key }), issuer);
  return browser;
}

async function open(t: ExecutionContext) {
  const app = await openAppFor(t);
  await openJorge(app);
  const browser = await enterAsJorge(app);
  const page = () => browser.get(app.issuer + DOCUMENT);
  const ask = async (actual: string) => browser.send(await page(), { actual, accion: 'pedir' });
  return { app, browser, page, ask };
}

test('a migrante asks with the key, has a folio on the page and by mail, and a second click changes nothing', async (t) => {
  const { app, browser, page, ask } = await open(t);
  const before = await account(app);
  const shown = await page();
  for (const said of ['Qué llevar', '9.00 a 18.00', 'nada de su cuenta cambia'])
    t.true(shown.text.includes(said), said);
  const wrong = await ask('otra-clave-77');
  t.is(wrong.status, 422);
  t.deepEqual(await cases(app), []);
  t.is((await ask(jorge.key)).status, 303);
  const [one] = await cases(app);
  t.like(one, { kind: 'documento-migrante', state: 'espera-persona', account_id: before.id });
  const told = await page();
  t.true(told.text.includes(String(one?.folio)));
  t.regex(told.text, /sin él no sabemos que la cuenta es suya/);
  const own = await browser.get(`${app.issuer}/caso/${await tokenIn(app, jorge.email, 'caso')}`);
  t.true(own.text.includes(String(one?.folio)), 'the mail leads to the page of the case');
  await browser.post(app.issuer + DOCUMENT, { ...fieldsOf(shown), actual: jorge.key });
  t.is((await cases(app)).length, 1);
  t.deepEqual(await account(app), before, 'nothing of the account changed');
});

test('the page of the case is reached from Mi cuenta, and the person may withdraw there and ask again', async (t) => {
  const { app, browser, page, ask } = await open(t);
  await ask(jorge.key);
  const link = /href="(\/caso\/[^"]+)"/.exec((await page()).html)?.[1] ?? '';
  await browser.send(await browser.get(app.issuer + link), { accion: 'withdraw' });
  const again = await page();
  t.regex(again.text, /Puede pedir otro folio/);
  await ask(jorge.key);
  t.is((await cases(app)).length, 2);
});

test('who has a card, and a migrante whose identity is proved, have nothing to ask there', async (t) => {
  const { app, page } = await open(t);
  const withCard = await (await enterCuenta(app, rosa)).get(app.issuer + DOCUMENT);
  t.is(withCard.status, 303);
  const { id } = await account(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, identidad: 'documento' }));
  t.is((await page()).status, 303);
  const proved = { account: await account(app), factor: 'none' } as never;
  await t.throwsAsync(askDocument(app.deps, proved, owner), { message: /form-stale/ });
  t.deepEqual(await cases(app), []);
});

test('[threat 326] an act that was not proved again, or by the key of before, opens nothing', async (t) => {
  const { app } = await open(t);
  const now = await account(app);
  const proved = { account: now, actor: undefined, place: undefined, factor: 'none' } as never;
  await app.deps.accounts.change(now.id, (latest) => ({ ...latest, keyChangedAt: app.deps.now() }));
  await t.throwsAsync(askDocument(app.deps, proved, owner), { message: /key-stale/ });
  t.deepEqual(await cases(app), []);
});

/** A counter that types what it sees of Jorge. */
async function counterOf(app: TestApp) {
  const { browser } = await openStaff(app, { roles: ['mostrador'], office: 'OMIL Talca' });
  const type = async (fields: object): Promise<Visit> => {
    const sent = await browser.send(await browser.get(`${app.issuer}/mesa/mostrador`), {
      ...jorgeAtCounter,
      ...fields,
    });
    return sent.status === 303 ? browser.follow(sent, app.issuer) : sent;
  };
  return { browser, type };
}

test('[threat 325] who registered another’s NIE and waits for its holder at the counter gains nothing while the holder has no folio of that account', async (t) => {
  const { app, ask } = await open(t);
  await ask(jorge.key);
  const { browser, type } = await counterOf(app);
  const holder = await type({});
  t.is(holder.status, 422);
  t.regex(holder.text, /Falta el folio.*corresponde un caso de identidad/);
  t.deepEqual(await rowsOf(app, 'case_evidence', {}), []);
  const [one] = await cases(app);
  const review = await type({ folio: String(one?.folio) });
  await browser.send(review, { accion: 'vi' });
  t.is((await rowsOf(app, 'case_evidence', {})).length, 1, 'the folio is that of the session');
});

test('[threat 370] a folio that a squatter gave to the holder of the NIE is not enough: the holder does not name the squatter’s mailbox', async (t) => {
  const { app, ask } = await open(t);
  await ask(jorge.key);
  const [{ folio } = { folio: '' }] = (await cases(app)) as { folio: string }[];
  const { browser, type } = await counterOf(app);
  const none = await type({ folio, correo_cuenta: '' });
  t.regex(none.text, /Falta el correo de la cuenta/);
  const other = await type({ folio, correo_cuenta: 'jorge.delrio@correo.example' });
  t.is(other.status, 422);
  t.regex(other.text, /elija «Otra persona usa su número»/);
  t.notRegex(other.html, /jorge@correo/, 'what is on file is not shown');
  t.deepEqual(await rowsOf(app, 'case_evidence', {}), []);
  const compared = await rowsOf(app, 'audit', { act: 'document.compared' });
  t.like(compared[0], { account_id: (await account(app)).id });
  t.is(compared.length, 1);
  const review = await type({ folio, correo_cuenta: 'Jorge@correo.example' });
  t.regex(review.text, /Correo de la cuenta\s*j•••@/);
  const { id } = await account(app);
  const elsewhere = { email: parseEmail('otro@correo.example') };
  await app.deps.accounts.change(id, (latest) => ({ ...latest, personal: { ...latest.personal, ...elsewhere } }));
  t.is((await browser.send(review, { accion: 'vi' })).status, 422, 'compared again with «Vi el documento»');
});

/** The hidden fields of a form that was shown before. */
const fieldsOf = ({ html }: Visit) => ({ ficha: /name="ficha" value="([^"]+)"/.exec(html)?.[1] ?? '' });
