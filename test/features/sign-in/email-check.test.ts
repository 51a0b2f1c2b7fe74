/** «¿Sigue usando este correo?», twice a year after a sign-in. */
import test, { type ExecutionContext } from 'ava';
import type { Account } from '../../../src/domain/account.ts';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, goThrough, openClient, redeem, rosa } from '../../helpers/client-app.ts';
import { ofPanaderia, openCompany, panaderia } from '../../helpers/companies.ts';
import { ageEmail } from '../../helpers/old-email.ts';
import { DAY, openAppFor } from '../../helpers/recovery.ts';

const ASKS = /¿Sigue usando roxxxx@corxxxx\?/;

async function open(t: ExecutionContext) {
  const app = await openAppFor(t);
  const client = await openClient(app, 'ejemplo');
  const account = async (): Promise<Account> => {
    const found = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
    if (!found) throw new Error('Rosa has no account');
    return found;
  };
  const begin = async (browser: Browser = openBrowser()) => {
    const { checks, to } = await beginSignIn(client);
    return { browser, checks, page: await goThrough(browser, to, rosa) };
  };
  const press = async (browser: Browser, page: Visit, accion: string) =>
    browser.follow(await browser.send(page, { accion }), app.issuer);
  return { app, client, account, begin, press };
}

const keptActs = async ({ deps }: TestApp, { id }: Account): Promise<number> => {
  const to = new Date(deps.now().getTime() + 1000);
  const rows = await deps.audit.read(id, { from: new Date(0), to, skip: 0, limit: 100 });
  return rows.filter(({ act }) => act === 'email.kept').length;
};

const hasCode = (visit: Visit): boolean => answerOf(visit).searchParams.has('code');

test('[email check] half a year after it was confirmed the e-mail is asked about, by its mask; a yes goes on, stands in Actividad and rests half a year', async (t) => {
  const { app, client, account, begin, press } = await open(t);
  t.true(hasCode((await begin()).page), 'not asked yet');
  const { id } = await account();
  await ageEmail(app, id);
  const { browser, checks, page } = await begin();
  t.regex(page.text, ASKS);
  t.false(page.html.includes('rosa@correo.example'));
  const done = await press(browser, page, 'usa');
  t.is((await redeem(client, answerOf(done), checks)).claims()?.acr, 'urn:sence:clave');
  t.is(await keptActs(app, await account()), 1);
  t.true(hasCode((await begin()).page), 'once');
  const shown = await browser.follow(await browser.get(`${app.issuer}/cuenta/actividad`), app.issuer);
  t.regex(shown.text, /Confirmó que sigue usando su correo/);
});

test('[email check] «Ahora no» goes on, is no act, and rests thirty days; the confirmation stays as old as it was', async (t) => {
  const { app, account, begin, press } = await open(t);
  const { id } = await account();
  const before = (await ageEmail(app, id))?.confirmed.email;
  const { browser, page } = await begin();
  t.true(hasCode(await press(browser, page, 'omitir')));
  t.is(await keptActs(app, await account()), 0);
  t.true(hasCode((await begin()).page));
  const later = new Date(app.deps.now().getTime() - 30 * DAY).toISOString();
  await app.deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, emailCheck: { at: later, answer: 'later' } },
  }));
  t.regex((await begin()).page.text, ASKS);
  t.deepEqual((await account()).confirmed.email, before);
});

test('[email check] «No, cambiarlo» leads to the contacts with the way back, and the sign-in then goes on to the platform', async (t) => {
  const { app, client, account, begin } = await open(t);
  await ageEmail(app, (await account()).id);
  const { browser, checks, page } = await begin();
  const contacts = await browser.follow(await browser.send(page, { accion: 'cambiar' }), app.issuer);
  t.regex(contacts.text, /Cambiar correo y celular/);
  t.regex(contacts.text, /Después vuelve a Plataforma ejemplo/);
  const changed = await browser.follow(
    await browser.send(contacts, { email: 'rosa.nueva@correo.example', celular: '40000001', actual: rosa.key }),
    app.issuer,
  );
  t.regex(changed.text, /Después vuelve a Plataforma ejemplo/);
  const done = await browser.follow(await browser.get(app.issuer + wayBackOn(changed)), app.issuer);
  t.is((await redeem(client, answerOf(done), checks)).claims()?.acr, 'urn:sence:clave');
  const after = await browser.get(`${app.issuer}/cuenta/datos`);
  t.notRegex(after.text, /Después vuelve a/, 'the way back ends with the sign-in');
  t.true(hasCode((await begin()).page), 'while the change waits nothing is asked');
});

const wayBackOn = ({ html }: Visit): string => /href="(\/ingresar\/[\w-]+\/continuar\/[^"]+)"/.exec(html)?.[1] ?? '';

test('[email check] it is not asked while a request waits, nor where the mobile is asked, nor within a day of a new key, nor under prompt=none', async (t) => {
  const { app, client, account, begin, press } = await open(t);
  const { id } = await account();
  await ageEmail(app, id);
  const card = { run: parseRun(rosa.rut), serial: requireSerial(rosa.serial) };
  const hold = { kind: 'link-run', folio: 'CS-PRUE-BA22', accountId: id, card } as const;
  const dueAt = new Date(app.deps.now().getTime() + DAY);
  const opened = await app.deps.pendingChanges.open({ ...hold, dueAt });
  t.true(hasCode((await begin()).page));
  await app.deps.pendingChanges.end(opened?.id ?? '', 'withdrawn');

  await app.deps.accounts.change(id, (latest) => ({ ...latest, confirmed: { email: latest.confirmed.email } }));
  const mobile = await begin();
  t.regex(mobile.page.text, /Confirme su celular/);
  t.true(hasCode(await press(mobile.browser, mobile.page, 'omitir')));

  await app.deps.accounts.change(id, (latest) => ({
    ...latest,
    keyChangedAt: app.deps.now(),
    confirmed: { ...latest.confirmed, mobile: app.deps.now() },
  }));
  t.true(hasCode((await begin()).page));

  await ageEmail(app, id);
  const { browser, page } = await begin();
  t.regex(page.text, ASKS);
  const { to } = await beginSignIn(client, { prompt: 'none' });
  t.true(hasCode(await browser.follow(await browser.get(to.href), app.issuer)));
});

test("[email check] a representative is asked about the company's contact, and the trail names who answered", async (t) => {
  const { app, client } = await open(t);
  await openCompany(app);
  const found = await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  await ageEmail(app, found?.id ?? '');
  const browser = openBrowser();
  const { to } = await beginSignIn(client);
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key };
  const page = await browser.follow(await browser.send(form, fields), app.issuer);
  t.regex(page.text, /¿Sigue usando contxxxx@panxxxx\?.*correo de contacto de la empresa/);
  t.true(hasCode(await browser.follow(await browser.send(page, { accion: 'usa' }), app.issuer)));
  const span = { from: new Date(0), to: new Date(app.deps.now().getTime() + 1000), skip: 0, limit: 100 };
  const kept = (await app.deps.audit.read(found?.id ?? '', span)).find(({ act }) => act === 'email.kept');
  t.truthy(kept?.details.actor);
});

test('[email check] at the sign-in of Mi cuenta itself «No, cambiarlo» leads straight to the contacts', async (t) => {
  const { app, account } = await open(t);
  await ageEmail(app, (await account()).id);
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const page = await browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.regex(page.text, ASKS);
  const contacts = await browser.follow(await browser.send(page, { accion: 'cambiar' }), app.issuer);
  t.regex(contacts.text, /Cambiar correo y celular/);
  t.notRegex(contacts.text, /Después vuelve a/);
});
