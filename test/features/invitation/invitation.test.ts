import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { inviteFacilitador } from '../../../src/account/invite-facilitador.ts';
import { companyNow } from '../../../src/account/representation.ts';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { postgresFacilitadorInvitations } from '../../../src/adapters/postgres/facilitador/facilitador-invitations.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { INVITATION_HOURS } from '../../../src/domain/facilitador/invitation.ts';
import { Unavailable } from '../../../src/ports/unavailable.ts';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { changeSii, openCompany, panaderiaContacts } from '../../helpers/companies.ts';
import { openWithRequester } from '../../helpers/facilitador.ts';
import { asksForCordillera, cordillera } from '../../helpers/facilitadores.ts';
import { acceptBy, approve, chosenOn, invitationOf, invitationTo } from '../../helpers/invitations.ts';
import { SECRETS_KEYS } from '../../helpers/seeds.ts';
import { digitsAt } from '../../helpers/totp.ts';

const INES = 'ines@correo.example';
const HOUR = 3_600_000;

/** An approved request, with the address of its invitation. */
async function invited(t: ExecutionContext) {
  const { app, account, ask } = await openWithRequester(t);
  const request = await ask();
  await approve(app, request);
  const link = await invitationTo(app, INES);
  if (!link) throw new Error('no invitation');
  return { app, account, ask, request, link };
}

/** Whether a mailbox got this; a company's subjects begin with its name. */
const isTold = async (app: TestApp, email: string, words: string) =>
  (await app.mailbox()).some(({ to, subject }) => to === email && subject.includes(words));

const accountOf = async (app: TestApp, opened: Parameters<typeof invitationOf>[1]) => {
  const { nie } = await invitationOf(app, opened);
  return nie && app.deps.accounts.findByIdentifier('facilitador', nie);
};

test('an approved facilitador chooses key and factor, and signs in for the company', async (t) => {
  const { app, account: company, request, link } = await invited(t);
  const browser = openBrowser();
  const page = await browser.get(link);
  t.regex(page.text, /Panadería Los Andes SpA pidió/);
  t.regex(page.text, /Inés Quispe Mamani/);
  t.regex(page.text, /XA123456/);
  t.is(await accountOf(app, request), undefined, 'GET acts on nothing');

  const { secret, done } = await acceptBy(app, link, browser);
  t.regex(done.text, /Ya puede ingresar por Panadería Los Andes SpA/);
  t.is((done.html.match(/<li><code>/g) ?? []).length, 10);
  const account = await accountOf(app, request);
  t.like(account, { state: 'activa', identidad: 'revisada', profile: 'facilitador', kind: 'NIE' });
  t.truthy(account?.confirmed.email, 'the link confirms the e-mail');
  const [mandate, another] = await app.deps.mandates.inForce(account?.id ?? '', app.deps.now());
  t.like(mandate, { source: request.folio, organisation: { razonSocial: 'Panadería Los Andes SpA' } });
  t.is(another, undefined);
  t.is((await browser.get(`${app.issuer}/cuenta`)).status, 303, 'the browser is signed in nowhere');

  app.advance(60_000);
  const form = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const typed = { perfil: 'facilitador', rut: account?.identifier ?? '', clave: 'Quiltro-55', accion: 'ingresar' };
  const profiled = await browser.get(`${form.url}?perfil=facilitador`);
  const factor = await browser.follow(await browser.send(profiled, typed), app.issuer);
  const digits = { codigo: digitsAt(secret, app.deps.now()), accion: 'continuar' };
  t.regex(
    (await browser.follow(await browser.send(factor, digits), app.issuer)).text,
    /Lo invitó Panadería Los Andes SpA/,
  );
  t.true(await isTold(app, INES, 'Su Clave Sence está lista'));
  t.true(await isTold(app, company.personal.email, 'Su facilitador extranjero aceptó la invitación'));
});

test('[threat 426] an invitation has one effect, for four at once and ever after', async (t) => {
  const { app, request, link } = await invited(t);
  const four = await Promise.all([1, 2, 3, 4].map(() => acceptBy(app, link)));
  t.is(four.filter(({ done }) => done.text.includes('Ya puede ingresar')).length, 1);
  t.is(four.filter(({ done }) => done.text.includes('Este enlace venció o ya se usó')).length, 3);
  const account = await accountOf(app, request);
  t.is((await app.deps.mandates.ofAccount(account?.id ?? '')).length, 1);
  t.is((await app.deps.credentials.ofAccount(account?.id ?? '')).length, 11);
  t.regex((await openBrowser().get(link)).text, /Este enlace venció o ya se usó/);
});

test('[threat 427] a company without representative, or whose account is frozen, lets nothing begin', async (t) => {
  const { app, account, request, link } = await invited(t);
  const browser = openBrowser();
  const page = await browser.get(`${link}/clave`);
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  const rut = request.company.rut;
  await companyNow(app.deps, rut);
  app.advance(2 * HOUR);
  await companyNow(app.deps, rut);
  const { fields } = chosenOn(app, page);
  t.regex(
    (await browser.follow(await browser.send(page, fields), app.issuer)).text,
    /La empresa no puede invitarlo ahora/,
  );
  changeSii(app, (company) => company);
  await app.deps.accounts.change(account.id, (latest) => ({ ...latest, state: 'congelada' }));
  t.regex((await openBrowser().get(link)).text, /La empresa no puede invitarlo ahora/);
  t.is(await accountOf(app, request), undefined);
});

test('[threat 425] the mailbox is none of the company, of its domain or of another facilitador, at sending and after', async (t) => {
  const { app, account, ask } = await openWithRequester(t);
  for (const email of [panaderiaContacts.office, 'ines@mail.panaderia.example']) {
    const request = await ask(email);
    app.advance(2 * HOUR);
    await approve(app, request);
    t.is((await invitationOf(app, request)).state, 'detenida', email);
    t.is(await invitationTo(app, email), undefined);
  }
  t.true(await isTold(app, account.personal.email, 'No pudimos enviar la invitación a su facilitador extranjero'));

  app.advance(2 * HOUR);
  const request = await ask();
  await approve(app, request);
  const link = (await invitationTo(app, INES)) ?? '';
  const browser = openBrowser();
  const page = await browser.get(`${link}/clave`);
  await app.deps.accounts.change(account.id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, email: request.data.email },
  }));
  const { fields } = chosenOn(app, page);
  t.regex(
    (await browser.follow(await browser.send(page, fields), app.issuer)).text,
    /El correo de la invitación no sirve/,
  );
  t.is(await accountOf(app, request), undefined);
});

test('[threat 428] the company is told that it was sent, and never gets link, key, question or answer', async (t) => {
  const { app, account, request, link } = await invited(t);
  await acceptBy(app, link);
  const letters = (await app.mailbox()).filter(({ to }) => to === account.personal.email);
  t.true(letters.some(({ subject }) => subject.includes('Enviamos la invitación a su facilitador extranjero')));
  for (const { text, html } of letters) t.notRegex(text + html, /\/invitacion\/|limonero|Quiltro-55/);
  const person = await accountOf(app, request);
  t.is(person?.question?.id, 2, 'the question that the person chose');
  t.deepEqual(
    Object.keys(request).filter((name) => /question|answer/.test(name)),
    [],
  );
});

test('[threat 429] a browser that the company knows opens no invitation, and the person can undo what they did not do', async (t) => {
  const { app, account, link } = await invited(t);
  const browser = openBrowser();
  browser.cookies.set('cs_equipo', app.deps.devices.remember(undefined, account));
  for (const address of [link, `${link}/clave`])
    t.regex((await browser.get(address)).text, /Este equipo es de Panadería Los Andes SpA/);
  await acceptBy(app, link);
  const told = (await app.mailbox()).find(({ subject, to }) => to === INES && subject === 'Su Clave Sence está lista');
  t.regex(told?.text ?? '', /\/no-fui-yo\//);
});

test('a silent register loses no invitation and gives no number twice', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const request = await ask();
  const { nieIssuer } = app.deps;
  const asked: string[] = [];
  const issue: typeof nieIssuer.issue = async (wanted) => {
    asked.push(wanted.id);
    if (asked.length < 3) throw new Unavailable('nie-registry');
    return nieIssuer.issue(wanted);
  };
  Object.assign(app.deps, { nieIssuer: { issue } });
  await t.throwsAsync(approve(app, request), { name: 'Unavailable' });
  t.is(await sendNextInvitation(app.deps), false, 'not before a minute');
  app.advance(61_000);
  await t.throwsAsync(sendNextInvitation(app.deps), { name: 'Unavailable' });
  app.advance(61_000);
  t.true(await sendNextInvitation(app.deps));
  t.deepEqual(asked, [request.id, request.id, request.id]);
  t.is((await invitationOf(app, request)).state, 'enviada');
  t.is(await sendNextInvitation(app.deps), false);
  t.truthy(await invitationTo(app, INES));
});

test('a link lasts 72 hours', async (t) => {
  const { app, link } = await invited(t);
  app.advance(INVITATION_HOURS * HOUR - 60_000);
  t.regex((await openBrowser().get(link)).text, /Lo invitaron como facilitador extranjero/);
  app.advance(120_000);
  t.regex((await openBrowser().get(link)).text, /Este enlace venció/);
});

test('who finds the data wrong sends them back to the desk, and nothing is activated', async (t) => {
  const { app, account, request, link } = await invited(t);
  const browser = openBrowser();
  const page = await browser.get(link);
  t.is((await browser.send(page, { motivo: '' })).status, 422);
  const done = await browser.follow(await browser.send(page, { motivo: 'Mi apellido es otro.' }), app.issuer);
  t.regex(done.text, /Avisamos a la mesa de SENCE/);
  t.like(await invitationOf(app, request), { state: 'devuelta', reason: 'Mi apellido es otro.' });
  t.is((await app.deps.facilitadorRequests.find(request.id))?.state, 'en-revision');
  t.is(await accountOf(app, request), undefined);
  const letters = (await app.mailbox()).filter(({ to }) => to === account.personal.email);
  t.true(letters.some(({ subject }) => subject.includes('Su facilitador extranjero dice que sus datos están mal')));
  for (const { text } of letters) t.notRegex(text, /Mi apellido es otro/);
  t.regex((await browser.get(link)).text, /Este enlace venció/);
});

test('what is wrong in the form is said, and the app on the page stays the same', async (t) => {
  const { app, request, link } = await invited(t);
  const browser = openBrowser();
  const page = await browser.get(`${link}/clave`);
  const { secret, fields } = chosenOn(app, page, { digitos: '000000' });
  const refused = await browser.send(page, fields);
  t.is(refused.status, 422);
  t.is(chosenOn(app, refused).secret, secret);
  const guessable = await browser.send(page, { ...fields, clave: 'quispe88', clave2: 'quispe88' });
  t.is(guessable.status, 422);
  app.advance(31 * 60_000);
  t.is((await browser.send(page, chosenOn(app, page).fields)).status, 422, 'the draft lasts thirty minutes');
  t.is(await accountOf(app, request), undefined);
});

test('a second company gets its mandate once key and factor are proved, and nothing else changes', async (t) => {
  const { app, request, link } = await invited(t);
  const { secret } = await acceptBy(app, link);
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  const other = await app.deps.accounts.findByIdentifier('juridica', cordillera.rut);
  const before = await accountOf(app, request);
  const company = { accountId: other?.id ?? '', ...cordillera };
  const again = { ...request, id: randomUUID(), folio: 'FE-2026-0002', company, askedBy: asksForCordillera };
  const data = { ...request.data, email: parseEmail('otra@correo.example') };
  await inviteFacilitador(app.deps, { ...again, data });
  Object.assign(app.deps, { nieIssuer: { issue: () => Promise.reject(new Error('a second NIE')) } });
  app.advance(10 * 60_000);
  await sendNextInvitation(app.deps);
  const second = (await invitationTo(app, INES)) ?? '';
  t.not(second, link, 'to the mailbox on file');

  const browser = openBrowser();
  const page = await browser.get(`${second}/clave`);
  t.regex(page.text, /Usted ya tiene una Clave Sence/);
  const digits = () => digitsAt(secret, app.deps.now());
  t.is((await browser.send(page, { actual: 'Otra-clave-1', codigo: digits() })).status, 422);
  t.is((await browser.send(page, { actual: 'Quiltro-55', codigo: '000000' })).status, 422);
  t.is((await app.deps.mandates.ofAccount(before?.id ?? '')).length, 1);
  const done = await browser.follow(await browser.send(page, { actual: 'Quiltro-55', codigo: digits() }), app.issuer);
  t.regex(done.text, /Ya puede ingresar por Capacitación Cordillera SpA/);
  const mandates = await app.deps.mandates.inForce(before?.id ?? '', app.deps.now());
  t.deepEqual(mandates.map(({ source }) => source).sort(), [request.folio, 'FE-2026-0002'].sort());
  const after = await app.deps.accounts.find(before?.id ?? '');
  t.deepEqual(
    [after?.personal, after?.keyChangedAt, after?.question],
    [before?.personal, before?.keyChangedAt, before?.question],
  );
});

test('[threat 437] a second company asks with the mailbox of the person, and no other person gets it', async (t) => {
  const { app, ask, request, link } = await invited(t);
  const { facilitadorRequests: requests } = app.deps;
  await requests.change(request.id, request.version, () => ({ state: 'aprobada' }));
  await acceptBy(app, link);
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  const other = await app.deps.accounts.findByIdentifier('juridica', cordillera.rut);
  const company = { accountId: other?.id ?? '', ...cordillera };
  const ofOther = { company, askedBy: asksForCordillera };
  const document = { ...request.data.document, number: 'XB777777' };
  await t.throwsAsync(requests.open({ ...request, ...ofOther, data: { ...request.data, document } }), {
    message: 'facilitador-email-taken',
  });
  const second = await requests.open({ ...request, ...ofOther });
  app.advance(HOUR);
  await approve(app, second);
  const again = (await invitationTo(app, INES)) ?? '';
  t.regex((await openBrowser().get(`${again}/clave`)).text, /Usted ya tiene una Clave Sence/);
  t.is((await ask()).state, 'recibida', 'the first company may ask for her again');
  await t.throwsAsync(ask(), { message: 'facilitador-email-taken' }, 'and once at a time');
});

test('[threat 438] a person whose account was closed accepts the invitation of another company by a new one', async (t) => {
  const { app, request, link } = await invited(t);
  await acceptBy(app, link);
  const before = await accountOf(app, request);
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  const other = await app.deps.accounts.findByIdentifier('juridica', cordillera.rut);
  const company = { accountId: other?.id ?? '', ...cordillera };
  const again = { ...request, id: randomUUID(), folio: 'FE-2026-0002', company, askedBy: asksForCordillera };
  await inviteFacilitador(app.deps, again);
  app.advance(HOUR);
  await sendNextInvitation(app.deps);
  await app.deps.accounts.close(before?.id ?? '');
  const { done } = await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  t.regex(done.text, /Ya puede ingresar por Capacitación Cordillera SpA/);
  const after = await accountOf(app, request);
  t.not(after?.id, before?.id);
  t.not(after?.subject, before?.subject);
});

test('a year after the approval an invitation that was sent again begins nothing, and says so', async (t) => {
  const { app, request } = await invited(t);
  app.advance(364 * 24 * HOUR);
  const again = { state: 'por-enviar', sending: undefined } as const;
  await app.deps.atomically(() => app.deps.facilitadorInvitations.change(request.id, ['enviada'], again));
  await sendNextInvitation(app.deps);
  const link = (await invitationTo(app, INES)) ?? '';
  t.regex((await openBrowser().get(link)).text, /Lo invitaron como facilitador extranjero/);
  app.advance(48 * HOUR);
  for (const address of [link, `${link}/clave`]) t.regex((await openBrowser().get(address)).text, /Este enlace venció/);
});

test('[threat 439] a person keeps the number after the keys of the database were changed', async (t) => {
  const { app, request, link } = await invited(t);
  await acceptBy(app, link);
  const { nie } = await invitationOf(app, request);
  const changed = deriveSecrets(['a key that began to count after the invitation', ...SECRETS_KEYS]);
  const after = postgresFacilitadorInvitations(app.database, changed, app.deps.now);
  t.is((await after.acceptedFor(request.data))?.nie, nie);
});
