/** The page of a case for its person, which a mail leads to. */
import test from 'ava';
import { openCase } from '../../../src/account/open-case.ts';
import { sampleCase } from '../../../src/dev/gallery/case-samples.ts';
import { endOf } from '../../../src/domain/cases/clock.ts';
import { addDays, dayOf } from '../../../src/domain/working-days.ts';
import { ownCaseView } from '../../../src/features/cases/own-view.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import { formats } from '../../../src/locales/es-CL/formats/formats.ts';
import { caseWords } from '../../../src/locales/es-CL/notices/cases.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { member, openCamilasCase } from '../../helpers/cases.ts';
import { panaderiaContacts } from '../../helpers/companies.ts';
import { openWithCompany } from '../../helpers/company-factor.ts';
import { accountNow, camila, openWithCamila, tokenIn } from '../../helpers/recovery.ts';
import { visitorFrom } from '../../helpers/registration.ts';

const seen = { document: 'cedula', number: 'B51234567', expires: '2030-01-01' };
const question = '¿Desde cuándo no tiene el teléfono?';
const stateOf = async (app: TestApp, folio: string) => (await rowOf(app, 'cases', { folio })).state;

/** A case of Camila's in which the desk asked something; gives its page. */
async function askCamila(app: TestApp) {
  const agent = await member(app, ['agente']);
  const folio = await openCamilasCase(app, 'factor-perdido');
  const at = { folio, member: agent.id };
  await attestDocument(app.deps, at, seen);
  await actOnCase(app.deps, at, { action: 'ask', text: question });
  return { at, folio, page: `${app.issuer}/caso/${await tokenIn(app, camila.email, 'caso')}` };
}

test('the person answers by the page of the mail, and the mail has no word of the question', async (t) => {
  const app = await openWithCamila(t);
  const { folio, page } = await askCamila(app);
  const browser = openBrowser();
  const shown = await browser.get(page);
  t.true(shown.text.includes(question));
  t.is(await stateOf(app, folio), 'espera-persona', 'opening acts on nothing');
  const short = await browser.send(shown, { accion: 'answer', texto: 'Ayer' });
  t.is(short.status, 422);
  await browser.send(shown, { accion: 'answer', texto: 'Desde el lunes pasado.' });
  t.is(await stateOf(app, folio), 'en-revision');
});

test('mail and page of a question say until which day of Santiago it may be answered', async (t) => {
  const app = await openWithCamila(t);
  const last = formats.longDay(endOf(addDays(dayOf(app.deps.now()), 30)));
  const { page } = await askCamila(app);
  const told = (await app.mailbox()).find(({ subject }) => subject === 'Novedades de su caso en la mesa de ayuda');
  t.true(told?.text.replace(/\s+/g, ' ').includes(`Responda a más tardar el ${last}, hora de Santiago.`), told?.text);
  const shown = await openBrowser().get(page);
  t.true(shown.text.includes(`Falta su respuesta. Responda a más tardar el ${last}.`), shown.text);
});

test('a question that no day ends says so, in the mail and on the page', (t) => {
  const at = new Date('2026-11-28T16:20:00-03:00');
  const asked = { ...sampleCase('reclamo', 'CS-7F3K-92QX'), state: 'espera-persona', waitingSince: at } as const;
  t.like(ownCaseView(catalogueOf(defaultLocale), asked, { messages: [] }, at), { answers: true, until: undefined });
  const mail = caseWords['case-news']({ kind: 'case-news', news: 'asked', folio: asked.folio, link: '/caso/x' });
  t.true(mail.paragraphs.includes('Puede responder cuando quiera: el caso lo espera.'));
});

test('the person withdraws, and asks that another person decide anew', async (t) => {
  const app = await openWithCamila(t);
  const { folio, at, page } = await askCamila(app);
  const reviewer = await member(app, ['revisor'], 'Maule');
  const browser = openBrowser();
  await browser.send(await browser.get(page), { accion: 'answer', texto: 'Desde el lunes pasado.' });
  const text = 'El documento no es el suyo.';
  await actOnCase(app.deps, at, { action: 'propose', text, outcome: 'rechazada' });
  await actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'confirm' });
  const decided = await browser.get(page);
  t.true(decided.text.includes(text));
  await browser.send(decided, { accion: 'appeal', texto: 'Sí es mi documento.' });
  t.is(await stateOf(app, folio), 'en-revision');
  await browser.send(await browser.get(page), { accion: 'withdraw' });
  t.is(await stateOf(app, folio), 'desistida');
});

test('[threat 255] who reads a mailbox that is in doubt is told nothing, and a link to a replaced one is over', async (t) => {
  const app = await openWithCamila(t);
  const agent = await member(app, ['agente']);
  const { page, folio: asked } = await askCamila(app);
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: agent.id }, seen);
  const before = (await app.mailbox()).length;
  await actOnCase(app.deps, { folio, member: agent.id }, { action: 'ask', text: question });
  t.is((await app.mailbox()).length, before);
  const { id: account } = await accountNow(app);
  const until = app.deps.now().getTime() + 1000;
  const open = (of: string, to: string) =>
    openBrowser().get(`${app.issuer}/caso/${app.deps.tokens.pack('own-case', { folio: of, account, to, until })}`);
  t.is((await openBrowser().get(page)).status, 200);
  t.is((await open(asked, camila.email)).status, 200);
  t.is((await open(asked, 'antes@correo.example')).status, 404, 'another mailbox is on file now');
  t.is((await open(folio, camila.email)).status, 404, 'of a lost mailbox');
});

test('of a company its mailbox is told by name, and leads to the page of the case', async (t) => {
  const { app, account } = await openWithCompany(t);
  const agent = await member(app, ['agente']);
  const asked = { kind: 'factor-perdido', openedBy: 'person', holder: { account } } as const;
  const { folio } = await openCase(app.deps, asked, visitorFrom('198.51.100.77'));
  await attestDocument(app.deps, { folio, member: agent.id }, seen);
  await actOnCase(app.deps, { folio, member: agent.id }, { action: 'ask', text: question });
  const told = (await app.mailbox()).find(
    ({ to, subject }) => to === panaderiaContacts.office && subject?.includes('caso'),
  );
  t.regex(JSON.stringify(told), /Panadería Los Andes/);
  t.false(JSON.stringify(told).includes(question));
  const page = await openBrowser().get(`${app.issuer}/caso/${await tokenIn(app, panaderiaContacts.office, 'caso')}`);
  t.regex(page.text, /Panadería Los Andes/);
  t.true(page.text.includes(question));
});
