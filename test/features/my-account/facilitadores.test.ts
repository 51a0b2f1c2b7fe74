import test, { type ExecutionContext } from 'ava';
import { endDueMandates } from '../../../src/account/end-mandate.ts';
import { companyNow } from '../../../src/account/representation.ts';
import { principalId } from '../../../src/domain/principal-id.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { changeSii, ofPanaderia, openCompany, panaderia } from '../../helpers/companies.ts';
import { isInCuenta, pressOn } from '../../helpers/cuenta.ts';
import { closeAccount, takeAccountBack } from '../../helpers/ended-accounts.ts';
import { cordillera, facilitador, invite, losAndes, openFacilitador } from '../../helpers/facilitadores.ts';
import { panaderiaNow } from '../../helpers/members.ts';
import { attack } from '../../helpers/tampered.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAGE = '/cuenta/facilitadores';

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app);
  return { app, account: await openFacilitador(app) };
}

/** Signs in at Mi cuenta and ends at a page of it. */
async function signInAt(app: TestApp, browser: Browser, path: string, typed: Record<string, string>): Promise<Visit> {
  const page = await browser.follow(await browser.get(`${app.issuer}${path}`), app.issuer);
  if (!page.url.includes('/ingresar/')) return page;
  const form = await browser.get(`${page.url}?perfil=${typed.perfil}`);
  const next = await browser.follow(await browser.send(form, { ...typed, accion: 'ingresar' }), app.issuer);
  // Half a year later the e-mail is asked about.
  if (!next.text.includes('¿Sigue usando')) return next;
  return browser.follow(await browser.send(next, { accion: 'omitir' }), app.issuer);
}

const asCompany = (app: TestApp, browser: Browser, identifier = panaderia.rut, representative = '44.000.001-0') =>
  signInAt(app, browser, PAGE, {
    perfil: 'juridica',
    rut: identifier,
    rut_representante: representative,
    clave: panaderia.key,
  });

const asFacilitador = (app: TestApp, browser: Browser) =>
  signInAt(app, browser, '/cuenta', { perfil: 'facilitador', rut: facilitador.nie, clave: facilitador.key });

const subjects = async ({ mailbox }: TestApp) => (await mailbox()).map(({ to, subject }) => `${to}: ${subject}`);

test('[threat 413] a company ends a mandate: sessions on it end at once, both are told, and no sign-in follows', async (t) => {
  const { app, account } = await open(t);
  const { id } = await invite(app, account);
  const [person, company] = [openBrowser(), openBrowser()];
  const home = await asFacilitador(app, person);
  t.regex(home.text, /Lo invitó Panadería Los Andes SpA, hasta el/);
  const page = await asCompany(app, company);
  t.regex(page.text, /Jorge Luis Quispe Mamani ?, NIE 199\.000\.002-2/);

  const wrong = await pressOn(company, page, { invitacion: id, actual: 'Otra-clave-1', accion: 'fin' });
  t.is(wrong.status, 422, 'the key is proved again');
  t.true(await isInCuenta(app, person));
  const done = await pressOn(company, page, { invitacion: id, actual: panaderia.key, accion: 'fin' });
  t.is(done.status, 303);
  t.false(await isInCuenta(app, person));
  t.regex((await asFacilitador(app, person)).text, /La última fue Panadería Los Andes SpA/);
  const told = await subjects(app);
  for (const to of [facilitador.email, 'contacto@panaderia.example'])
    t.true(
      told.some((one) => one.startsWith(`${to}: Terminó una invitación de facilitador extranjero`)),
      told.join(),
    );
});

test('[threat 411] a company neither ends nor renews the mandate of another', async (t) => {
  const { app, account } = await open(t);
  const { id } = await invite(app, account, cordillera);
  await invite(app, account);
  const browser = openBrowser();
  const page = await asCompany(app, browser);
  for (const accion of ['fin', 'renovar']) {
    const refused = await pressOn(browser, page, { invitacion: id, actual: panaderia.key, accion });
    t.is(refused.status, 422);
    t.regex(refused.text, /Esa invitación ya terminó/);
  }
  t.is((await app.deps.mandates.inForce(account.id, app.deps.now())).length, 2);
});

test('[threat 412] a company reads its own facilitadores alone, and a person none', async (t) => {
  const { app, account } = await open(t);
  await invite(app, account, cordillera);
  const page = await asCompany(app, openBrowser());
  t.regex(page.text, /no tiene facilitadores extranjeros/);
  t.notRegex(page.text, /Quispe|199\.000/);
  await invite(app, account);
  const person = openBrowser();
  await asFacilitador(app, person);
  t.is((await person.get(`${app.issuer}${PAGE}`)).headers.get('location'), '/cuenta');
});

test('a mandate is renewed in its last 60 days, for twelve months more', async (t) => {
  const { app, account } = await open(t);
  const { id, until } = await invite(app, account);
  const browser = openBrowser();
  const early = await pressOn(browser, await asCompany(app, browser), {
    invitacion: id,
    actual: panaderia.key,
    accion: 'renovar',
  });
  t.regex(early.text, /Todavía no puede renovarla/);
  app.advance(until.getTime() - app.deps.now().getTime() - 30 * DAY);
  const later = openBrowser();
  const typed = { invitacion: id, actual: panaderia.key, accion: 'renovar' };
  t.is((await pressOn(later, await asCompany(app, later), typed)).status, 303);
  const renewed = await app.deps.mandates.find(id);
  t.is(renewed?.until.getUTCFullYear(), until.getUTCFullYear() + 1);
  t.true((await subjects(app)).includes(`${facilitador.email}: Renovaron una invitación de facilitador extranjero`));
});

test('a mandate whose date came is ended by the clock, and what rests on another one stays', async (t) => {
  const { app, account } = await open(t);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  const { until } = await invite(app, account);
  app.advance(10 * DAY);
  await invite(app, account, cordillera);
  app.advance(until.getTime() - app.deps.now().getTime());
  t.false(await endDueMandates(app.deps));
  const [ended, other] = await app.deps.mandates.ofAccount(account.id);
  t.is(ended?.reason, 'vencido');
  t.is(other?.endedAt, undefined);
  const browser = openBrowser();
  t.regex((await asFacilitador(app, browser)).text, /Lo invitó Capacitación Cordillera SpA/);
});

test('[threat 413] a list without representatives pauses at once, and an hour later ends for good', async (t) => {
  const { app, account } = await open(t);
  await companyNow(app.deps, losAndes.rut);
  const { id } = await invite(app, account);
  const person = openBrowser();
  await asFacilitador(app, person);
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  await companyNow(app.deps, losAndes.rut);
  t.false(await isInCuenta(app, person));
  t.is((await app.deps.mandates.find(id))?.endedAt, undefined, 'a glitch ends nothing for good');
  app.advance(HOUR);
  await companyNow(app.deps, losAndes.rut);
  t.is((await app.deps.mandates.find(id))?.reason, 'sin-representante');
});

for (const [how, ends] of [
  ['is closed', async (app: TestApp) => closeAccount(app, await panaderiaNow(app))],
  ['is taken back by who owns the number', async (app: TestApp) => takeAccountBack(app, await panaderiaNow(app))],
] as const)
  test(`[threat 413] when the account of a company ${how}, its mandates end, and its next account lets no one in`, async (t) => {
    const { app, account } = await open(t);
    await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
    const { id } = await invite(app, account);
    const person = openBrowser();
    await asFacilitador(app, person);
    await invite(app, account, cordillera);
    await ends(app);
    t.false(await isInCuenta(app, person));
    t.is((await app.deps.mandates.find(id))?.reason, 'empresa-cerrada');
    const told = (await app.mailbox()).filter(({ subject }) => subject.startsWith('Terminó una invitación'));
    t.deepEqual(
      told.map(({ to }) => to),
      [facilitador.email],
      'who ended has had its last message',
    );
    t.regex(told[0]?.text ?? '', /La cuenta de la empresa terminó\./);
    await openCompany(app, { serial: '512345678' });
    t.regex((await asFacilitador(app, openBrowser())).text, /Lo invitó Capacitación Cordillera SpA/);
  });

test('a person who closes the account ends what let them in, and the company is told', async (t) => {
  const { app, account } = await open(t);
  const { id } = await invite(app, account);
  await closeAccount(app, account);
  t.is((await app.deps.mandates.find(id))?.reason, 'cuenta-cerrada');
  t.deepEqual(await app.deps.mandates.ofOrganisation(losAndes.rut), []);
  const told = (await app.mailbox()).filter(({ subject }) => subject.includes('Terminó una invitación'));
  t.deepEqual(
    told.map(({ to }) => to),
    ['contacto@panaderia.example'],
    'who closed has had the last message',
  );
  t.regex(told[0]?.text ?? '', /La persona cerró su cuenta\./);
});

test('a mandate of another hand keeps no other from its end, and is reported', async (t) => {
  const { app, account } = await open(t);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  const first = await invite(app, account);
  app.advance(60_000);
  const other = await invite(app, account, cordillera);
  await attack(app, "update mandates set source = 'FE-2222-2222' where id = :id", { id: first.id });
  app.advance(other.until.getTime() - app.deps.now().getTime());
  await t.throwsAsync(endDueMandates(app.deps), { name: 'TamperedRow' });
  t.is((await app.deps.mandates.find(other.id))?.reason, 'vencido');
});

test('[threat 413] sessions of one company end, and those of another stay', async (t) => {
  const { app, account } = await open(t);
  await invite(app, account);
  const person = openBrowser();
  await asFacilitador(app, person);
  const company = await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  const [session] = await app.deps.sessions.list(account.id);
  t.is(principalId(account.id, session?.actorSubject), principalId(account.id, company?.subject));
  await app.deps.sessions.endFor(account.id, account.subject);
  t.true(await isInCuenta(app, person));
  await app.deps.sessions.endFor(account.id, String(company?.subject));
  t.false(await isInCuenta(app, person));
});

test('a person who closed the account is not shown as one whom the company lets in, and is not renewed', async (t) => {
  const { app, account } = await open(t);
  const { id, until } = await invite(app, account);
  await app.advance(until.getTime() - app.deps.now().getTime() - 30 * DAY);
  const browser = openBrowser();
  const page = await asCompany(app, browser);
  t.regex(page.text, /199\.000\.002-2/);
  await app.deps.accounts.close(account.id);
  const refused = await pressOn(browser, page, { invitacion: id, actual: panaderia.key, accion: 'renovar' });
  t.is(refused.status, 422);
  t.notRegex(refused.text, /199\.000\.002-2/);
  t.is((await app.deps.mandates.find(id))?.until.getTime(), until.getTime());
});
