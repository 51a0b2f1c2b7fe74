import test from 'ava';
import { openCase, openCaseOfAct } from '../../../../src/account/open-case.ts';
import {
  confirmDecision,
  correctDecision,
  decideCase,
  proposeDecision,
  sendBackDecision,
} from '../../../../src/features/cases/use-cases/decide-case.ts';
import { endCasesByTime } from '../../../../src/features/cases/use-cases/end-by-time.ts';
import { answerDesk, appealDecision, withdrawCase } from '../../../../src/features/cases/use-cases/own-case.ts';
import { readCaseAs } from '../../../../src/features/cases/use-cases/read-case.ts';
import {
  askPerson,
  assignCase,
  attestDocument,
  keepDraft,
} from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { wordsOfAct } from '../../../../src/features/my-account/act-words.ts';
import { catalogueOf, defaultLocale } from '../../../../src/locales/locale.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowOf, rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member, openCamilasCase } from '../../../helpers/cases.ts';
import { accountNow, camila, DAY, openWithCamila } from '../../../helpers/recovery.ts';
import { openStaff } from '../../../helpers/staff.ts';

const seen = { document: 'cedula', number: 'B51234567', expires: '2030-01-01' };
const no = { outcome: 'rechazada', reason: 'El documento no es el suyo.' } as const;
const yes = { outcome: 'acogida', reason: 'Vimos el documento.' } as const;
const stateOf = async (app: TestApp, folio: string) => (await rowOf(app, 'cases', { folio })).state;

/** What Camila reads in her Actividad about cases, the newest first. */
async function activity(app: TestApp): Promise<readonly string[]> {
  const { id } = await accountNow(app);
  const span = { from: new Date(0), to: new Date(app.deps.now().getTime() + 1000), skip: 0, limit: 50 };
  const acts = await app.deps.audit.read(id, span);
  return acts
    .filter(({ act }) => act.startsWith('case.'))
    .map((row) => wordsOfAct(catalogueOf(defaultLocale), row, ''));
}

test('two members of two offices decide a case, and the person reads each step with role and office', async (t) => {
  const app = await openWithCamila(t);
  const [agente, mostrador] = [await member(app, ['agente']), await member(app, ['mostrador'], 'OMIL Talca')];
  const revisor = await member(app, ['revisor'], 'Maule');
  const folio = await openCamilasCase(app, 'correo-perdido');
  await assignCase(app.deps, { folio, member: agente.id }, agente.id);
  await attestDocument(app.deps, { folio, member: mostrador.id }, seen);
  t.is(await stateOf(app, folio), 'en-revision');
  await proposeDecision(app.deps, { folio, member: agente.id }, no);
  await sendBackDecision(app.deps, { folio, member: revisor.id });
  await proposeDecision(app.deps, { folio, member: agente.id }, no);
  const done = await confirmDecision(app.deps, { folio, member: revisor.id });
  t.deepEqual(done.decision?.by, [agente.id, revisor.id]);
  t.is(done.state, 'resuelta');
  t.deepEqual(await activity(app), [
    'Mesa de ayuda, revisor, oficina Maule, resolvió, junto con otra, el caso sobre el correo que ya no puede abrir',
    'Mesa de ayuda, agente, oficina Mesa central, propuso cómo resolver el caso sobre el correo que ya no puede abrir',
    'Mesa de ayuda, revisor, oficina Maule, devolvió la propuesta del caso sobre el correo que ya no puede abrir',
    'Mesa de ayuda, agente, oficina Mesa central, propuso cómo resolver el caso sobre el correo que ya no puede abrir',
    'Mesa de ayuda, mostrador, oficina OMIL Talca, vio su documento para el caso sobre el correo que ya no puede abrir',
    'Mesa de ayuda, agente, oficina Mesa central, tomó el caso sobre el correo que ya no puede abrir',
  ]);
});

test('[threat 205] a member who is suspended, or loses the role, between two pages decides nothing', async (t) => {
  const app = await openWithCamila(t);
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor', 'agente'], 'Maule')];
  const folio = await openCamilasCase(app, 'factor-perdido');
  await attestDocument(app.deps, { folio, member: agente.id }, seen);
  await proposeDecision(app.deps, { folio, member: agente.id }, no);
  await app.deps.staff.setRoles(revisor.id, ['agente']);
  await isRefusedFor(t, 'role', () => confirmDecision(app.deps, { folio, member: revisor.id }));
  await app.deps.staff.setRoles(revisor.id, ['revisor']);
  await isRefusedFor(t, 'not-accepted', () => confirmDecision(app.deps, { folio, member: revisor.id }));
  await app.deps.staff.suspend(revisor.id);
  await isRefusedFor(t, 'suspended', () => confirmDecision(app.deps, { folio, member: revisor.id }));
  t.is(await stateOf(app, folio), 'por-confirmar');
});

test('[threat 201] a member reads and decides no case of their own RUN, and nothing is recorded as read', async (t) => {
  const app = await openWithCamila(t);
  const { member: own } = await openStaff(app, { roles: ['revisor', 'auditor'], run: camila.run });
  const folio = await openCamilasCase(app, 'reclamo');
  const at = { folio, member: own.id };
  await isRefusedFor(t, 'own-case', () => readCaseAs(app.deps, at, 'llamada'));
  await isRefusedFor(t, 'own-case', () => assignCase(app.deps, at, own.id));
  await isRefusedFor(t, 'own-case', () => keepDraft(app.deps, at, 'Propongo'));
  await isRefusedFor(t, 'own-case', () => decideCase(app.deps, at, yes));
  t.deepEqual(await rowsOf(app, 'audit', { act: 'case.read' }), []);
});

test('[threat 203] the same office confirms only where no other one has a member who may', async (t) => {
  const app = await openWithCamila(t);
  const [agente, same] = [await member(app, ['agente']), await member(app, ['revisor'])];
  const folio = await openCamilasCase(app, 'cedula-vencida');
  await attestDocument(app.deps, { folio, member: agente.id }, seen);
  await proposeDecision(app.deps, { folio, member: agente.id }, no);
  const other = await member(app, ['revisor'], 'Maule');
  await isRefusedFor(t, 'same-office', () => confirmDecision(app.deps, { folio, member: same.id }));
  await app.deps.staff.suspend(other.id);
  t.is((await confirmDecision(app.deps, { folio, member: same.id })).state, 'resuelta');
});

test('[threat 206] a decision that cannot take effect is refused and changes nothing', async (t) => {
  const app = await openWithCamila(t);
  const agente = await member(app, ['agente']);
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: agente.id }, seen);
  const before = await rowOf(app, 'cases', { folio });
  await isRefusedFor(t, 'not-asked', () => proposeDecision(app.deps, { folio, member: agente.id }, yes));
  t.deepEqual(await rowOf(app, 'cases', { folio }), before);
});

test('the person answers, withdraws and appeals their own case, and no other account does', async (t) => {
  const app = await openWithCamila(t);
  const [auditor, revisor] = [await member(app, ['auditor']), await member(app, ['revisor'], 'Maule')];
  const folio = await openCamilasCase(app, 'reclamo');
  const { id: account } = await accountNow(app);
  const other = await rowOf(app, 'accounts', { identifier: '44000001-0' });
  await askPerson(app.deps, { folio, member: revisor.id }, '¿Qué día fue?');
  await isRefusedFor(t, 'missing', () => answerDesk(app.deps, { folio, account: String(other.id) }, 'Ayer'));
  await isRefusedFor(t, 'missing', () => withdrawCase(app.deps, { folio, account, actor: String(other.id) }));
  const answered = await answerDesk(app.deps, { folio, account }, 'El lunes.');
  t.deepEqual(
    (await app.deps.cases.messages(answered.id)).map(({ author, text }) => [author, text]),
    [
      ['staff', '¿Qué día fue?'],
      ['person', 'El lunes.'],
    ],
  );
  await decideCase(app.deps, { folio, member: revisor.id }, no);
  await correctDecision(app.deps, { folio, member: revisor.id }, 'Fue el martes.');
  await appealDecision(app.deps, { folio, account }, 'Sí lo vieron.');
  await isRefusedFor(t, 'decided-first', () => decideCase(app.deps, { folio, member: revisor.id }, yes));
  const done = await decideCase(app.deps, { folio, member: auditor.id }, yes);
  t.is(done.state, 'resuelta');
  t.truthy(done.closedAt, 'what was granted ends at once');
  t.is((await rowOf(app, 'cases', { folio })).content, null);
  const next = await openCamilasCase(app, 'reclamo');
  t.is((await withdrawCase(app.deps, { folio: next, account })).state, 'desistida');
});

test("[threat 217] a case that an act opened is not its holder's to answer or to withdraw", async (t) => {
  const app = await openWithCamila(t);
  const revisor = await member(app, ['revisor']);
  const camilas = await accountNow(app);
  const folio = await openCaseOfAct(app.deps, camilas, { folio: 'CS-AAAA-2222', kind: 'identidad-disputada' });
  const { id: account } = camilas;
  await attestDocument(app.deps, { folio, member: (await member(app, ['mostrador'])).id }, seen);
  await askPerson(app.deps, { folio, member: revisor.id }, '¿Qué día fue?');
  await isRefusedFor(t, 'missing', () => answerDesk(app.deps, { folio, account }, 'Ayer.'));
  await isRefusedFor(t, 'missing', () => withdrawCase(app.deps, { folio, account }));
  t.is((await app.deps.cases.findByFolio(folio))?.state, 'espera-persona');
});

test('a rejected case ends when its appeal is over, and one that waits for the desk never ends by itself', async (t) => {
  const app = await openWithCamila(t);
  const revisor = await member(app, ['revisor']);
  const folio = await openCamilasCase(app, 'reclamo');
  await assignCase(app.deps, { folio, member: revisor.id }, revisor.id);
  await decideCase(app.deps, { folio, member: revisor.id }, no);
  await endCasesByTime(app.deps);
  t.is((await rowOf(app, 'cases', { folio })).ended_at, null);
  app.advance(15 * DAY);
  await endCasesByTime(app.deps);
  t.like(await rowOf(app, 'cases', { folio }), { state: 'resuelta', content: null });
  const waits = await openCamilasCase(app, 'reclamo');
  app.advance(400 * DAY);
  await endCasesByTime(app.deps);
  t.is(await stateOf(app, waits), 'recibida');
});

test('[threat 207] nothing of a case of protection stands in the Actividad of the account', async (t) => {
  const app = await openWithCamila(t);
  const agente = await member(app, ['agente']);
  const account = await accountNow(app);
  const visitor = { network: '192.0.2.9', device: 'Firefox en Linux', reference: 'CS-PROT-0001' };
  const asked = { kind: 'proteccion', openedBy: 'staff', opener: agente.id, holder: { account } } as const;
  const { folio } = await openCase(app.deps, asked, visitor);
  await readCaseAs(app.deps, { folio, member: agente.id }, 'mostrador');
  await assignCase(app.deps, { folio, member: agente.id }, agente.id);
  t.deepEqual(await activity(app), []);
  t.is((await rowsOf(app, 'audit', { act: 'case.read' })).length, 1, 'the trail has it');
});

test('both of two deciders at once, and an answer against a withdrawal, have one effect', async (t) => {
  const app = await openWithCamila(t);
  const agente = await member(app, ['agente']);
  const revisors = [await member(app, ['revisor'], 'Maule'), await member(app, ['revisor'], 'Biobío')];
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: agente.id }, seen);
  await proposeDecision(app.deps, { folio, member: agente.id }, no);
  const confirmed = await Promise.allSettled(
    revisors.map(({ id }) => confirmDecision(app.deps, { folio, member: id })),
  );
  t.deepEqual(confirmed.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  t.is(
    (await rowsOf(app, 'audit', { act: 'case.changed' })).filter(
      ({ details }) => (details as { step: string }).step === 'confirm',
    ).length,
    1,
  );
  const { id: account } = await accountNow(app);
  const other = await openCamilasCase(app, 'reclamo');
  await askPerson(app.deps, { folio: other, member: revisors[0]?.id ?? '' }, '¿Cuándo?');
  const both = await Promise.allSettled([
    withdrawCase(app.deps, { folio: other, account }),
    answerDesk(app.deps, { folio: other, account }, 'Ayer.'),
  ]);
  const row = await rowOf(app, 'cases', { folio: other });
  t.is(row.state, 'desistida', both.map(({ status }) => status).join());
});
