/** The counter: what a member attests of the person in front, what is refused, and what bounds it. */
import test from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { caseView } from '../../../src/features/cases/case-view.ts';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { attestAtCounter } from '../../../src/features/cases/use-cases/attest-at-counter.ts';
import { caseSheet } from '../../../src/features/cases/use-cases/case-sheet.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { Unavailable } from '../../../src/ports/unavailable.ts';
import type { TestApp } from '../../helpers/app.ts';
import { camilaAtCounter, jorgeAtCounter } from '../../helpers/at-counter.ts';
import { rowOf, rowsOf } from '../../helpers/attack.ts';
import type { Visit } from '../../helpers/browser.ts';
import { isRefusedFor, openCamilasCase } from '../../helpers/cases.ts';
import { office, twoMembers } from '../../helpers/counter.ts';
import { openJorge } from '../../helpers/migrantes.ts';
import { accountNow, camila, openWithCamila } from '../../helpers/recovery.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

type Fields = Readonly<Record<string, string>>;

/** Types what was seen; gives the page of the review, or the form with what is wrong. */
async function typeAs({ browser }: AtDesk, app: TestApp, fields: Fields): Promise<Visit> {
  const page = await browser.get(`${app.issuer}/mesa/mostrador`);
  const sent = await browser.send(page, fields);
  return sent.status === 303 ? browser.follow(sent, app.issuer) : sent;
}

async function attestAs(at: AtDesk, app: TestApp, fields: Fields): Promise<Visit> {
  const review = await typeAs(at, app, fields);
  const sent = await at.browser.send(review, { accion: 'vi' });
  return sent.status === 303 ? at.browser.follow(sent, app.issuer) : sent;
}

const folioIn = ({ text }: Visit): string => /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

const openCounter = (app: TestApp): Promise<AtDesk> => openStaff(app, { roles: ['mostrador'], office: 'OMIL Talca' });

test('a counter attests what the person read on the screen, and no number or contact is in an address', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const review = await typeAs(counter, app, camilaAtCounter);
  for (const said of ['camila.nueva@correo.example', '+56 9 4000 0333', 'El nombre coincide'])
    t.true(review.html.includes(said), said);
  t.notRegex(review.url, /44000003|camila|correo/);
  t.deepEqual(await rowsOf(app, 'cases', {}), [], 'nothing is opened before the button');
  const done = await attestAs(counter, app, camilaAtCounter);
  const folio = folioIn(done);
  const row = await rowOf(app, 'cases', { folio });
  t.like(row, { kind: 'correo-perdido', state: 'en-revision' });
  const one = await app.deps.cases.findByFolio(folio);
  t.like(one?.asked, { document: { kind: 'cedula', namesAgree: true }, contacts: { mobile: '+56940000333' } });
  t.like(one, { openedBy: 'staff', opener: counter.member.id, attestations: [{ by: counter.member.id }] });
  const [evidence] = await rowsOf(app, 'case_evidence', {});
  t.false(JSON.stringify(evidence).includes(camila.serial));
});

test('the case that the person opened before is the one that is attested, by account or by folio', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestAs(counter, app, camilaAtCounter);
  t.like(await rowOf(app, 'cases', { folio }), { state: 'en-revision' });
  t.is((await rowsOf(app, 'cases', {})).length, 1);
  const page = await attestAs(counter, app, { ...camilaAtCounter, tipo: 'cedula-vencida', folio: 'CS-2222-3333' });
  t.regex(page.text, /Ningún caso de esta persona espera con ese folio/);
  t.is((await rowsOf(app, 'cases', {})).length, 1);
});

test('a person who comes back after a rejection appeals by it, and both pages say so', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const [one, two] = await twoMembers(app);
  const done = await attestAs(counter, app, camilaAtCounter);
  t.notRegex(done.text, /Se había rechazado/);
  const folio = folioIn(done);
  await proposeDecision(app.deps, { folio, member: one }, { outcome: 'rechazada', reason: 'No se lee el documento.' });
  await confirmDecision(app.deps, { folio, member: two });
  t.like(await rowOf(app, 'cases', { folio }), { state: 'resuelta' });
  const again = await attestAs(counter, app, camilaAtCounter);
  t.is(folioIn(again), folio);
  t.regex(again.text, /Se había rechazado. Con esta visita la persona pide que otras personas lo revisen/);
  t.like(await rowOf(app, 'cases', { folio }), { state: 'en-revision' });
  await isRefusedFor(t, 'decided-first', () =>
    proposeDecision(app.deps, { folio, member: one }, { outcome: 'acogida', reason: 'Ahora sí.' }),
  );
});

test('[threat 252] a card of another person, one that is over, or another name does not count', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const said = async (change: Fields) => (await typeAs(counter, app, { ...camilaAtCounter, ...change })).text;
  t.regex(await said({ documento_numero: '534567890' }), /El Registro Civil no reconoce esa cédula/);
  t.regex(await said({ vencimiento: '2020-05-20' }), /El documento está vencido/);
  t.regex(await said({ nombres: 'Carla' }), /El nombre no es el del registro/);
  t.regex(await said({ correo: '', celular: '' }), /Falta el correo que la persona pide/);
  t.regex(await said({ vencimiento: '31-02-2031' }), /Escriba una fecha que exista/);
  t.regex(await said({ tipo: 'reclamo' }), /Asunto: /i);
  t.regex(await said({ tipo: 'documento-migrante' }), /Ese asunto no es para ese perfil/);
  t.deepEqual(await rowsOf(app, 'cases', {}), []);
});

test('a foreigner’s card that is over counts with the number and the day of its renewal', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const juan = {
    ...camilaAtCounter,
    tipo: 'cedula-vencida',
    numero: '44.000.004-5',
    documento_numero: 'A012345678',
    nombres: 'Juan Carlos',
    paterno: 'Araya',
    materno: 'Pinto',
    vencimiento: '2025-01-01',
    documento: 'cedula-extranjero',
  };
  t.regex((await typeAs(counter, app, juan)).text, /El documento está vencido/);
  const done = await attestAs(counter, app, { ...juan, renovacion: 'SD-778899', renovacion_fecha: '2026-08-01' });
  const one = await app.deps.cases.findByFolio(folioIn(done));
  t.deepEqual(one?.asked?.renewal, { number: 'SD778899', date: '2026-08-01' as never });
});

test('[threat 253] a member attests ten a day, and what was refused counts for nothing', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const counter = await openCounter(app);
  await openJorge(app);
  const jorge = { ...jorgeAtCounter, tipo: 'correo-perdido', correo: 'jorge.nuevo@correo.example' };
  for (let turn = 0; turn < rateLimits.counterAttestations.limit; turn += 1) await attestAs(counter, app, jorge);
  const refused = await attestAs(counter, app, jorge);
  t.is(refused.status, 429);
  t.regex(refused.text, /Llegó al tope de la mesa/);
  t.is((await rowsOf(app, 'case_evidence', {})).length, rateLimits.counterAttestations.limit);
  t.deepEqual(
    (await app.deps.deskAlarms.unseen(9)).filter(({ kind }) => kind === 'limit').map(({ staffId }) => staffId),
    [counter.member.id],
  );
});

test('[threat 254] a member attests no document of their own, and a counter opens no case in the queue', async (t) => {
  const app = await openWithCamila(t);
  const own = await openStaff(app, { roles: ['mostrador'], run: camila.run });
  const seen = Object.assign(readCounter(new Map(Object.entries(camilaAtCounter))), { namesAgree: true });
  await isRefusedFor(t, 'own-case', () => attestAtCounter(app.deps, { member: own.member, visitor: office }, seen));
  t.deepEqual(await rowsOf(app, 'cases', {}), []);
  t.is((await own.browser.get(`${app.issuer}/mesa/casos`)).status, 403);
});

test('[threat 319] a card that was accepted before the theft does not count, and the case page says that there was one', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openStaff(app, { roles: ['agente'] });
  const { id } = await accountNow(app);
  await app.deps.acceptedCards.note(camila.run, requireSerial(camila.serial));
  const stolen = async (stolenAt: Date) => app.deps.accounts.change(id, (latest) => ({ ...latest, stolenAt }));
  await stolen(app.deps.now());
  t.regex((await typeAs(counter, app, camilaAtCounter)).text, /esa cédula es anterior a ese día/);
  t.deepEqual(await rowsOf(app, 'cases', {}), []);
  await stolen(new Date(0));
  const folio = folioIn(await attestAs(counter, app, camilaAtCounter));
  const one = await app.deps.cases.findByFolio(folio);
  const view = caseView(
    catalogueOf(defaultLocale),
    await caseSheet(app.deps, { folio, member: counter.member.id }),
    new Map(),
    app.deps,
  );
  t.true(one && view.holder.some(({ dd }) => dd.startsWith('Detenida por robo')));
});

test('[threat 319] the own RUN is refused before a register is asked, and the holder reads who compared a card', async (t) => {
  const app = await openWithCamila(t);
  const own = await openStaff(app, { roles: ['mostrador'], run: camila.run });
  const checks = () => rowsOf(app, 'audit', { act: 'cedula.checked' });
  const before = (await checks()).length;
  t.regex((await typeAs(own, app, camilaAtCounter)).text, /El caso es suyo/);
  t.is((await checks()).length, before);
  const counter = await openCounter(app);
  await typeAs(counter, app, camilaAtCounter);
  await typeAs(counter, app, { ...camilaAtCounter, tipo: 'proteccion' });
  const { id, subject } = await accountNow(app);
  const [noted, hidden] = (await checks()).slice(before);
  t.like(noted, { account_id: id, subject, details: { staff: counter.member.id } });
  t.like(hidden, { account_id: null, subject: null, details: { staff: counter.member.id } });
});

test('[threat 357] a silent registry attests nothing, counts no try, and loses nothing that was typed', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const counter = await openCounter(app);
  const { civilRegistry } = app.deps;
  const silent = async () => {
    throw new Unavailable('civil-registry');
  };
  for (const call of ['findPerson', 'verifyCedula'] as const) {
    Object.assign(app.deps, { civilRegistry: { ...civilRegistry, [call]: silent } });
    for (let turn = 0; turn <= rateLimits.counterChecks.limit / 2; turn += 1) {
      const page = await typeAs(counter, app, camilaAtCounter);
      t.is(page.status, 503);
      if (turn === 0) t.true(page.html.includes(camilaAtCounter.correo), 'what was typed is there');
    }
  }
  t.deepEqual(await rowsOf(app, 'cases', {}), []);
  t.deepEqual(await rowsOf(app, 'case_evidence', {}), []);
  Object.assign(app.deps, { civilRegistry });
  t.regex((await attestAs(counter, app, camilaAtCounter)).text, /CS-/);
});

test('the counter says what to do where a person says that another one uses their number, and what not to say', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const page = await counter.browser.get(`${app.issuer}/mesa/mostrador`);
  t.regex(page.text, /¿Dice que otra persona usa su número\?/);
  t.regex(page.text, /No diga si hay una cuenta con ese número/);
  t.notRegex(page.html, /<details[^>]* open/);
  const chosen = await counter.browser.send(page, { tipo: 'identidad-disputada' });
  t.regex(chosen.html, /<details[^>]*id="disputa"[^>]* open/);
  t.is((await counter.browser.get(`${app.issuer}/alguien-registro-mi-rut`)).status, 200);
});

test('a slip in the number names the person in front, and never the RUT of who types', async (t) => {
  const app = await openWithCamila(t);
  const counter = await openCounter(app);
  const slip = (fields: Fields) => typeAs(counter, app, { ...camilaAtCounter, ...fields });
  t.regex((await slip({ numero: '' })).text, /Escriba el RUN de la persona\./);
  t.regex((await slip({ numero: '44.000.003-1' })).text, /Revise el RUN de la persona: el dígito verificador/);
  t.regex((await slip({ numero: '54.000.001-8' })).text, /es de una empresa\. Escriba el RUN de una persona\./);
  t.regex((await slip({ perfil: 'juridica', numero: '' })).text, /Escriba el RUT de la empresa\./);
  const foreigner = await slip({ perfil: 'migrante', numero: '199.000.002-3' });
  t.regex(foreigner.text, /Revise el NIE de la persona: el dígito verificador/);
  t.notRegex(foreigner.text, /su (RUT|NIE)/);
});
