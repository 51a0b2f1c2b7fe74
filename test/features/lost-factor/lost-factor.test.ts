/** «Perdí mi segundo factor» by its pages: from the page of the factor, by card and mailbox, to the request that waits. */
import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, rosa } from '../../helpers/client-app.ts';
import { enrolRepresentative, enterCompany, openWithCompany } from '../../helpers/company-factor.ts';
import { lossCodeIn } from '../../helpers/factor-loss.ts';
import { jorge, openJorge } from '../../helpers/migrantes.ts';
import { ROSAS_MAIL } from '../../helpers/new-device.ts';
import { DAY, MINUTE, nearDue, proveLongAgo, waitOut } from '../../helpers/recovery.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { digitsAt } from '../../helpers/totp.ts';

const LEVEL = 'urn:sence:clave:2fa';
const run = parseRun(rosa.rut);

/** Rosa, whose card was checked long ago, with an app of a month unless given otherwise. */
async function open(t: ExecutionContext, { factor = true, env = {} }: { factor?: boolean; env?: object } = {}) {
  const app = await openTestApp({ clients: [clientFileFor('capacita')], env: { ...env } });
  t.teardown(app.stop);
  await proveLongAgo(app, 'natural', run);
  const account = await app.deps.accounts.findByIdentifier('natural', run);
  if (!account) throw new Error('Rosa has no account');
  const enrol = async () => {
    const made = await enrolled(app, { account, serial: requireSerial(rosa.serial) });
    await app.advance(30 * DAY);
    return made;
  };
  const held = factor ? await enrol() : undefined;
  return { app, account, enrol, secret: held?.secret ?? '' };
}

async function begin(app: TestApp, browser: Browser, params: Record<string, string> = {}): Promise<Visit> {
  const { to } = await beginSignIn(await openClient(app, 'capacita'), params);
  return browser.follow(await browser.get(to.href), to.origin);
}

const send = async (browser: Browser, page: Visit, fields: Record<string, string>): Promise<Visit> =>
  browser.follow(await browser.send(page, fields), new URL(page.url).origin);

const typeKey = (browser: Browser, page: Visit): Promise<Visit> =>
  send(browser, page, { rut: rosa.rut, clave: rosa.key });

/** The link of a page whose text is this. */
async function click(browser: Browser, page: Visit, text: string): Promise<Visit> {
  const href = new RegExp(`<a href="([^"]+)"[^>]*>${text}`).exec(page.html)?.[1];
  if (!href) throw new Error(`no link ${text}: ${page.text.slice(0, 400)}`);
  return browser.follow(await browser.get(new URL(href, page.url).href), new URL(page.url).origin);
}

const toLoss = async (app: TestApp, browser = openBrowser()): Promise<{ browser: Browser; page: Visit }> => ({
  browser,
  page: await click(browser, await typeKey(browser, await begin(app, browser)), 'Perdí mi segundo factor'),
});

/** Asks for the code and shows it with the card. */
async function prove(app: TestApp, browser: Browser, page: Visit, serie: string, to = ROSAS_MAIL): Promise<Visit> {
  const asked = await send(browser, page, { accion: 'enviar' });
  return send(browser, asked, { codigo: await lossCodeIn(app, to), serie, accion: 'pedir' });
}

const holds = async ({ database }: TestApp): Promise<readonly string[]> =>
  (await database.run<{ state: string }[]>((sql) => sql('holds').select('state'))).map(({ state }) => state);

test('[second factor] key, code from the mailbox and card begin a request; its page shows it and stops it', async (t) => {
  const { app } = await open(t);
  const { browser, page } = await toLoss(app);
  t.regex(page.text, /Va a ro\S+@\S+ ?\. Nunca por SMS/);
  const wrong = await prove(app, browser, page, '599999999');
  t.is(wrong.status, 422);
  t.regex(wrong.text, /no coincide/);
  t.deepEqual(await holds(app), []);
  const codigo = await lossCodeIn(app, ROSAS_MAIL);
  const asked = await send(browser, wrong, { codigo, serie: rosa.serial, accion: 'pedir' });
  t.regex(asked.text, /Su segundo factor se quitará/);
  t.deepEqual(await holds(app), ['waiting']);
  const request = await click(browser, asked, 'Ver o detener mi solicitud');
  t.regex(request.text, /Quitar el segundo factor perdido/);
  const stopped = await send(browser, request, {});
  t.regex(stopped.text, /La solicitud fue detenida/);
  t.deepEqual(await holds(app), ['withdrawn']);
});

test('[second factor] while it waits the page shows it, and a second click makes no second one', async (t) => {
  const { app } = await open(t);
  const { browser, page } = await toLoss(app);
  const asked = await send(browser, page, { accion: 'enviar' });
  const form = { codigo: await lossCodeIn(app, ROSAS_MAIL), serie: rosa.serial, accion: 'pedir' };
  const both = await Promise.all([browser.send(asked, form), browser.send(asked, form)]);
  t.deepEqual(both.map(({ status }) => status).toSorted(), [303, 422]);
  t.deepEqual(await holds(app), ['waiting']);
  const later = await toLoss(app);
  t.regex(later.page.text, /Su segundo factor se quitará/);
  t.notRegex(later.page.html, /name="serie"/);
});

test('[second factor] it opens with a right key of the last ten minutes, in that sign-in and browser alone', async (t) => {
  const { app } = await open(t);
  const { browser, page } = await toLoss(app);
  const other = openBrowser();
  await begin(app, other);
  t.notRegex((await other.get(page.url)).html, /name="serie"/);
  await app.advance(11 * MINUTE);
  t.regex((await browser.get(page.url)).text, /Escribir mi clave/);
  t.notRegex((await send(browser, page, { accion: 'enviar' })).html, /name="serie"/);
  t.is(await lossCodeIn(app, ROSAS_MAIL), '');
});

test('[floor 5, second factor] who signs in with the factor meanwhile is asked, and «No» stops it at once', async (t) => {
  const { app, secret } = await open(t);
  const lost = await toLoss(app);
  await prove(app, lost.browser, lost.page, rosa.serial);
  const browser = openBrowser();
  const factor = await typeKey(browser, await begin(app, browser));
  const doubt = await send(browser, factor, { codigo: digitsAt(secret, app.deps.now()), accion: 'continuar' });
  t.regex(doubt.text, /¿Pidió usted este cambio\?/);
  t.regex(doubt.text, /dijo que perdió su segundo factor/);
  t.regex(doubt.text, /Usted acaba de usar su segundo factor/);
  const stopped = await send(browser, doubt, { accion: 'no' });
  t.regex(stopped.text, /Detuvimos la solicitud/);
  t.deepEqual(await holds(app), ['withdrawn']);
  t.true(answerOf(await send(browser, stopped, { accion: 'seguir' })).searchParams.has('code'));
});

test('[floor 5, second factor] a printed code does not stop it: the card or a code from a contact is asked', async (t) => {
  const { app, enrol } = await open(t, { factor: false });
  const { printed } = await enrol();
  const lost = await toLoss(app);
  await prove(app, lost.browser, lost.page, rosa.serial);
  const browser = openBrowser();
  const factor = await typeKey(browser, await begin(app, browser));
  const doubt = await send(browser, factor, { codigo: printed[0] ?? '', accion: 'continuar' });
  const no = await send(browser, doubt, { accion: 'no' });
  t.regex(no.text, /Cómo detener la solicitud/);
  t.notRegex(no.text, /72 horas más/);
  t.deepEqual(await holds(app), ['waiting']);
  const stopped = await send(browser, no, { serie: rosa.serial, accion: 'cedula' });
  t.regex(stopped.text, /Detuvimos la solicitud/);
  t.deepEqual(await holds(app), ['withdrawn']);
});

test('[second factor] once it ended the key signs in, and a session of before does not', async (t) => {
  const { app, secret } = await open(t);
  const within = openBrowser();
  const factor = await typeKey(within, await begin(app, within));
  await send(within, factor, { codigo: digitsAt(secret, app.deps.now()), accion: 'continuar' });
  const lost = await toLoss(app);
  await prove(app, lost.browser, lost.page, rosa.serial);
  await nearDue(app, -MINUTE);
  await waitOut(app);
  t.deepEqual(await holds(app), ['done']);
  const silent = answerOf(await begin(app, within, { prompt: 'none' }));
  t.is(silent.searchParams.get('error'), 'login_required');
  const browser = openBrowser();
  t.true(answerOf(await typeKey(browser, await begin(app, browser))).searchParams.has('code'));
});

test('[second factor] a session of the key whose client asks for a factor types the key again', async (t) => {
  const { app, account } = await open(t, { factor: false });
  const browser = openBrowser();
  await typeKey(browser, await begin(app, browser));
  const asked = await begin(app, browser, { acr_values: LEVEL });
  await enrolled(app, { account, serial: requireSerial(rosa.serial) });
  const key = await click(browser, await browser.get(asked.url), 'Perdí mi segundo factor');
  t.regex(key.text, /escriba otra vez su clave/);
  t.regex((await send(browser, key, { clave: 'Equivocada-1' })).text, /clave/i);
  const page = await send(browser, key, { clave: rosa.key });
  t.regex(page.html, /name="serie"/);
});

test('[squatting] an account that was never proved is sent to «Alguien registró mi RUT»', async (t) => {
  const { app, account } = await open(t);
  await app.deps.accounts.change(account.id, (latest) => ({
    ...latest,
    identidad: 'declarada',
    identityProvedAt: undefined,
  }));
  const { page } = await toLoss(app);
  t.regex(page.html, /href="\/alguien-registro-mi-rut\?perfil=natural[^"]*"/);
  t.notRegex(page.html, /name="serie"/);
});

test('[second factor] a migrante has no card to show and gets a folio of the desk, once', async (t) => {
  const { app } = await open(t, { factor: false });
  const nie = await openJorge(app);
  const account = await app.deps.accounts.findByIdentifier('migrante', nie);
  if (!account) throw new Error('Jorge has no account');
  await enrolled(app, { account, serial: undefined });
  const browser = openBrowser();
  const fields = { perfil: 'migrante', rut: jorge.nie, clave: jorge.key };
  const factor = await send(browser, await begin(app, browser), fields);
  const page = await click(browser, factor, 'Perdí mi segundo factor');
  t.regex(page.text, /Lo revisan dos personas/);
  const shown = await send(browser, page, { accion: 'mesa' });
  const folio = /Folio\s*([A-Z0-9-]{8,})/.exec(shown.text)?.[1];
  t.truthy(folio, shown.text);
  t.regex(shown.text, /800 80 10 30 ?, de lunes a viernes/);
  const again = await send(browser, page, { accion: 'mesa' });
  t.true(again.text.includes(String(folio)));
  t.is((await app.deps.cases.page({}, 10)).cases.length, 1);
});

test('[second factor] of a company only the factor of that representative ends, by that one’s card', async (t) => {
  const { app, account } = await openWithCompany(t);
  const rosas = await enrolRepresentative(app, account, rosa.rut, rosa.serial);
  const pedros = await enrolRepresentative(app, account, '44.000.002-9', '523456789');
  await app.advance(30 * DAY);
  const browser = openBrowser();
  const factor = await enterCompany(app, browser, rosa.rut);
  const page = await click(browser, factor, 'Perdí mi segundo factor');
  t.regex(page.text, /la cédula del representante/);
  const office = account.personal.email;
  t.regex((await prove(app, browser, page, '523456789', office)).text, /no coincide/);
  const asked = await send(browser, page, {
    codigo: await lossCodeIn(app, office),
    serie: rosa.serial,
    accion: 'pedir',
  });
  t.regex(asked.text, /Su segundo factor se quitará/);
  const other = openBrowser();
  const pedrosPage = await enterCompany(app, other, '44.000.002-9');
  const his = await click(other, pedrosPage, 'Perdí mi segundo factor');
  t.regex(his.text, /ya hay otra solicitud/);
  const inside = await send(other, pedrosPage, {
    codigo: digitsAt(pedros.secret, app.deps.now()),
    accion: 'continuar',
  });
  t.notRegex(inside.text, /¿Pidió usted este cambio\?/, 'it is not about his factor');
  await waitOut(app);
  const left = await app.deps.credentials.ofAccount(account.id);
  t.deepEqual(new Set(left.map(({ actor }) => actor)), new Set([pedros.subject]));
  t.not(rosas.subject, pedros.subject);
});
