/** A facilitador at the counter: the document, a lost mailbox and a lost factor, each seen by one and decided by two. */
import test, { type ExecutionContext } from 'ava';
import type { Profile } from '../../../src/domain/account.ts';
import { isFactor } from '../../../src/domain/second-factor.ts';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { attestAtCounter } from '../../../src/features/cases/use-cases/attest-at-counter.ts';
import { checkDocument } from '../../../src/features/cases/use-cases/check-document.ts';
import { sheetView } from '../../../src/features/desk/sheet-view.ts';
import { readSheet } from '../../../src/features/desk/use-cases/read-sheet.ts';
import { applyDueChange } from '../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../../helpers/app.ts';
import { jorgeAtCounter } from '../../helpers/at-counter.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem, userInfo } from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { office } from '../../helpers/counter.ts';
import {
  facilitador,
  facilitadorNow,
  goAsFacilitador,
  invite,
  losAndes,
  openFacilitador,
} from '../../helpers/facilitadores.ts';
import { openJorge } from '../../helpers/migrantes.ts';
import { coded, DAY, owner, tokenIn } from '../../helpers/recovery.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { openStaff } from '../../helpers/staff.ts';

const atCounter = { ...jorgeAtCounter, perfil: 'facilitador', correo_cuenta: facilitador.email } as const;
const lost = { tipo: 'correo-perdido', correo_cuenta: '' } as const;
const contacts = { correo: 'jorge.nuevo@correo.example', celular: '4000 0334' } as const;

async function open(t: ExecutionContext, asMigrante = false) {
  const client = clientFileFor('exigente', { scope: 'openid run empresa', minimum_identity: 'documento' });
  const app = await openTestApp({ clients: [client], env: { THROTTLES: 'off', TRUST_PROXY_HOPS: '1' } });
  t.teardown(app.stop);
  Object.assign(app.deps.cases, { drawsCallBack: () => false });
  await openCompany(app);
  if (asMigrante) await openJorge(app);
  await invite(app, await openFacilitador(app));
  return app;
}

/** Jorge as facilitador in Mi cuenta. */
async function enter(app: TestApp) {
  const browser = openBrowser();
  await goAsFacilitador(browser, new URL(`${app.issuer}/cuenta`));
  return browser;
}

/** A counter sees the document; gives the folio. */
async function attest(app: TestApp, typed: Readonly<Record<string, string>>, reference = 'CS-FACE-2222') {
  const at = { member: await member(app, ['mostrador'], 'OMIL Talca'), visitor: { ...office, reference } };
  const form = new Map(Object.entries({ ...atCounter, ...typed }));
  return attestAtCounter(app.deps, at, await checkDocument(app.deps, at, readCounter(form)));
}

/** Two people grant it, and the waiting period runs; `meanwhile` happens before it is over. */
async function grant(
  t: ExecutionContext,
  app: TestApp,
  folio: string,
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<void> {
  const [agent, reviewer] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const text = 'Vimos su pasaporte vigente.';
  await actOnCase(app.deps, { folio, member: agent.id }, { action: 'propose', outcome: 'acogida', text });
  await actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'confirm' });
  await meanwhile();
  app.advance(8 * DAY);
  t.true(await applyDueChange(app.deps));
}

const migranteNow = ({ deps }: TestApp) => deps.accounts.findByIdentifier('migrante', facilitador.nie);

test('a facilitador asks for a folio, shows the document, and enters where the document is wanted', async (t) => {
  const app = await open(t, true);
  const before = await migranteNow(app);
  const browser = await enter(app);
  t.notRegex((await browser.get(`${app.issuer}/cuenta/datos`)).text, /Pase su cuenta a su RUN/);
  const page = await browser.get(`${app.issuer}/cuenta/datos/documento`);
  t.is((await browser.send(page, { actual: facilitador.key, accion: 'pedir' })).status, 303);
  const [one] = await rowsOf(app, 'cases', {});
  t.like(one, { kind: 'documento-migrante', account_id: (await facilitadorNow(app)).id });
  const folio = String(one?.folio);
  t.is(await attest(app, { folio }), folio);
  await grant(t, app, folio);
  const now = await facilitadorNow(app);
  t.is(now.identidad, 'documento');
  t.deepEqual([now.question, now.personal.mobile], [undefined, undefined], 'what was set below it ends');
  t.deepEqual(await migranteNow(app), before, 'the account of the same NIE as migrante stays as it was');
  const client = await openClient(app, 'exigente');
  const { checks, to } = await beginSignIn(client, { scope: 'openid run empresa' });
  const answer = answerOf(await goAsFacilitador(openBrowser(), to));
  const told = await userInfo(client, await redeem(client, answer, checks));
  t.like(told, { identidad: 'documento', tipo_persona: 'facilitador' });
  t.false('act' in told);
});

test('[threat 414] a document without the folio of the own session, or with the mailbox of another account, raises nothing', async (t) => {
  const app = await open(t, true);
  t.is(await coded(attest(app, {})), 'counter-folio');
  const browser = await enter(app);
  await browser.send(await browser.get(`${app.issuer}/cuenta/datos/documento`), {
    actual: facilitador.key,
    accion: 'pedir',
  });
  const [one] = await rowsOf(app, 'cases', {});
  const folio = String(one?.folio);
  t.is(await coded(attest(app, { folio, correo_cuenta: jorgeAtCounter.correo_cuenta })), 'counter-account');
  t.is(await coded(attest(app, { ...jorgeAtCounter, folio })), 'counter-folio', 'it is not the account as migrante');
  t.is(await coded(attest(app, { folio, nombres: 'Pedro' })), 'done');
  const agent = await member(app, ['agente']);
  await isRefusedFor(t, 'names-differ', () =>
    actOnCase(app.deps, { folio, member: agent.id }, { action: 'propose', outcome: 'acogida', text: 'Sí.' }),
  );
  t.is((await facilitadorNow(app)).identidad, 'revisada');
});

test('a card that is over is no matter of a facilitador, and what is not theirs is refused by its profile', async (t) => {
  const app = await open(t);
  t.is(await coded(attest(app, { tipo: 'cedula-vencida' })), 'counter-obstacle');
  const slip = () => readCounter(new Map(Object.entries({ ...atCounter, numero: '199.000.002-3' })));
  t.throws(slip, undefined, 'the number is read as a NIE');
});

test('a facilitador whose mailbox is lost asks for a folio without a key, and gets new contacts and a key', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const form = await browser.get(`${app.issuer}/atencion?motivo=correo-perdido&perfil=facilitador`);
  t.regex(form.text, /Facilitador Extranjero/);
  const sent = await browser.send(form, { rut: facilitador.nie, captcha: CAPTCHA_ANSWER });
  const done = await browser.follow(sent, app.issuer);
  t.regex(done.text, /El documento de identidad que presentó la empresa que lo invitó/);
  const folio = /Folio (CS-[\w-]+)/.exec(done.text)?.[1] ?? '';
  t.is(await attest(app, { ...lost, ...contacts, folio }), folio);
  await grant(t, app, folio, async () =>
    confirmContact(app.deps, await tokenIn(app, contacts.correo, 'confirmar-contacto'), owner),
  );
  t.is(String((await facilitadorNow(app)).personal.email), contacts.correo);
  const keys = (await app.mailbox()).filter(({ to, subject }) => to === contacts.correo && /clave/i.test(subject));
  t.true(keys.length > 0, 'what a recovery sends goes to the new mailbox');
  const [mandate] = await app.deps.mandates.inForce((await facilitadorNow(app)).id, app.deps.now());
  t.truthy(mandate, 'the company lets them in as before');
});

test('a facilitador whose factor is lost has it ended at the counter', async (t) => {
  const app = await open(t);
  await enrolled(app, { account: await facilitadorNow(app) });
  const { id } = await facilitadorNow(app);
  t.is((await app.deps.credentials.ofAccount(id)).filter(isFactor).length, 1);
  const folio = await attest(app, { tipo: 'factor-perdido', correo_cuenta: '' });
  await grant(t, app, folio);
  t.is((await app.deps.credentials.ofAccount(id)).filter(isFactor).length, 0);
});

test('the desk finds a facilitador by the NIE, beside the migrante of that number, and the sheet says who invited', async (t) => {
  const app = await open(t, true);
  const { browser } = await openStaff(app, { roles: ['agente'] });
  const found = await browser.follow(
    await browser.send(await browser.get(`${app.issuer}/mesa`), { busqueda: facilitador.nie }),
    app.issuer,
  );
  for (const profile of ['Migrante', 'Facilitador Extranjero']) t.true(found.text.includes(profile), profile);
  const sheet = await readSheet(app.deps, (await facilitadorNow(app)).id);
  t.deepEqual(
    sheet?.invitations.map(({ organisation }) => organisation),
    [losAndes],
  );
  if (!sheet) return;
  const { rows } = sheetView(catalogueOf(defaultLocale), sheet, app.deps);
  t.regex(
    rows.find(({ dt }) => dt === 'Lo invitó')?.dd ?? '',
    /^Panadería Los Andes SpA, RUT 54\.000\.001-8, hasta el/,
  );
  const none = sheetView(catalogueOf(defaultLocale), { ...sheet, invitations: [] }, app.deps);
  t.regex(none.rows.find(({ dt }) => dt === 'Lo invitó')?.dd ?? '', /no puede ingresar/);
});

const all: readonly Profile[] = ['natural', 'juridica', 'migrante', 'facilitador'];

test('the counter offers every profile', async (t) => {
  const app = await open(t);
  const { browser } = await openStaff(app, { roles: ['mostrador'], office: 'OMIL Talca' });
  const { html } = await browser.get(`${app.issuer}/mesa/mostrador`);
  for (const profile of all) t.true(html.includes(`<option value="${profile}"`), profile);
});
