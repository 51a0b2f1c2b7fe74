/** The pages of cases: who opens them, what they show of a person, and what each button does. */
import test from 'ava';
import { proposeDecision, sendBackDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf, rowsOf } from '../../helpers/attack.ts';
import type { Visit } from '../../helpers/browser.ts';
import { member, openCamilasCase } from '../../helpers/cases.ts';
import { camila, openWithCamila } from '../../helpers/recovery.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

const seen = { document: 'cedula', number: 'B51234567', expires: '2030-01-01' };
const why = 'El documento no es el suyo.';
const linkIn = ({ html }: Visit, shape: RegExp): string => shape.exec(html)?.[1] ?? '';
const stateOf = async (app: TestApp, folio: string) => (await rowOf(app, 'cases', { folio })).state;

/** Opens the only case of the queue with a reason, as the pages lead. */
async function openAs({ browser }: Pick<AtDesk, 'browser'>, app: TestApp, motivo = 'resolver'): Promise<Visit> {
  const queue = await browser.get(`${app.issuer}/mesa/casos`);
  const page = await browser.get(app.issuer + linkIn(queue, /href="(\/mesa\/casos\/abrir\/[^"]+)"/));
  const sent = await browser.send(page, { motivo });
  return sent.status === 303 ? browser.follow(sent, app.issuer) : sent;
}

const pressAs = async (
  { browser }: Pick<AtDesk, 'browser'>,
  app: TestApp,
  page: Visit,
  fields: Record<string, string>,
) => {
  const sent = await browser.send(page, fields);
  return sent.status === 303 ? browser.follow(sent, app.issuer) : sent;
};

test('[threat 250] a case is read with a reason, masked, and no address or page of the queue names its person', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const folio = await openCamilasCase(app, 'correo-perdido');
  const queue = await agent.browser.get(`${app.issuer}/mesa/casos`);
  t.regex(queue.html, new RegExp(folio));
  t.notRegex(queue.html, /href="[^"]*CS-CASE/);
  t.deepEqual(await rowsOf(app, 'audit', { act: 'case.read' }), [], 'the queue reads no case');
  const none = await openAs(agent, app, '');
  t.is(none.status, 422);
  t.deepEqual(await rowsOf(app, 'audit', { act: 'case.read' }), []);
  const page = await openAs(agent, app);
  t.is(page.status, 200);
  const bare = camila.rut.replace(/[.-]/g, '');
  for (const secret of [camila.rut, camila.run, bare, camila.email]) t.false(page.html.includes(secret), secret);
  const [read] = await rowsOf(app, 'audit', { act: 'case.read' });
  t.like(read, { details: { reason: 'resolver' } });
});

test('two members of two offices end a case by its pages, each told why a button is not theirs', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente', 'revisor'] });
  const reviewer = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const counter = await member(app, ['mostrador'], 'OMIL Talca');
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: counter.id }, seen);
  let page = await pressAs(agent, app, await openAs(agent, app), { accion: 'assign' });
  t.regex(page.html, /El caso es suyo/);
  const empty = await pressAs(agent, app, page, { accion: 'propose', texto: 'No.', resultado: '' });
  t.is(empty.status, 422);
  t.regex(empty.html, /Elija cómo termina el caso/);
  page = await pressAs(agent, app, page, { accion: 'propose', texto: why, resultado: 'rechazada' });
  t.is(await stateOf(app, folio), 'por-confirmar');
  t.regex(page.html, /Usted propuso la decisión\. Otra persona debe confirmarla/);
  t.notRegex(page.html, /value="confirm"/);
  const done = await pressAs(reviewer, app, await openAs(reviewer, app), { accion: 'confirm' });
  t.regex(done.html, /El caso quedó resuelto/);
  t.is(await stateOf(app, folio), 'resuelta');
});

test('[threat 316] a click on a page that showed an earlier proposal confirms no other one', async (t) => {
  const app = await openWithCamila(t);
  const reviewer = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const [agent, second] = [await member(app, ['agente']), await member(app, ['revisor'], 'Talca')];
  const folio = await openCamilasCase(app, 'correo-perdido');
  const at = { folio, member: agent.id };
  await attestDocument(app.deps, at, seen);
  await proposeDecision(app.deps, at, { outcome: 'rechazada', reason: why });
  const page = await openAs(reviewer, app);
  await sendBackDecision(app.deps, { folio, member: second.id });
  await proposeDecision(app.deps, at, { outcome: 'rechazada', reason: 'Otra razón que nadie leyó.' });
  const stale = await pressAs(reviewer, app, page, { accion: 'confirm' });
  t.is(stale.status, 422);
  t.regex(stale.text, /El caso cambió mientras usted lo veía/);
  const forged = await pressAs(reviewer, app, stale, { accion: 'confirm', version: '' });
  t.is(forged.status, 422);
  t.is(await stateOf(app, folio), 'por-confirmar');
  await pressAs(reviewer, app, stale, { accion: 'confirm' });
  t.is(await stateOf(app, folio), 'resuelta', 'the page that says it shows the new one');
});

test('a half-written text is there again after the session was lost, and gone once it was sent', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const folio = await openCamilasCase(app, 'factor-perdido');
  await attestDocument(app.deps, { folio, member: (await member(app, ['mostrador'])).id }, seen);
  const text = 'Falta el reverso del documento que mostró.';
  await pressAs(agent, app, await openAs(agent, app), { accion: 'draft', texto: text });
  agent.browser.cookies.set('cs_mesa', await app.deps.staffSessions.begin(agent.member.id, 'passkey'));
  const again = await openAs(agent, app);
  t.true(again.html.includes(text));
  const asked = await pressAs(agent, app, again, { accion: 'ask', texto: text });
  t.is(await stateOf(app, folio), 'espera-persona');
  t.notRegex(asked.html, new RegExp(`<textarea[^>]*>${text}`));
  t.deepEqual(await rowsOf(app, 'case_drafts', {}), []);
});

test('[threat 251] the page of a case opens in the session that gave the reason and in no other', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const other = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  await openCamilasCase(app, 'correo-perdido');
  const { url } = await openAs(agent, app);
  const there = await other.browser.get(url);
  t.is(there.status, 303);
  t.is(there.headers.get('location'), '/mesa/casos');
});

test('the queue filters by kind, state, own cases and terms that are over', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente', 'revisor'] });
  const mailbox = await openCamilasCase(app, 'correo-perdido');
  const factor = await openCamilasCase(app, 'factor-perdido');
  const at = { folio: factor, member: agent.member.id };
  await attestDocument(app.deps, at, seen);
  const shown = async (query: string): Promise<readonly string[]> => {
    const { html } = await agent.browser.get(`${app.issuer}/mesa/casos?${query}`);
    return [mailbox, factor].filter((folio) => html.includes(`>${folio}<`));
  };
  t.deepEqual(await shown(''), [mailbox, factor]);
  t.deepEqual(await shown('tipo=factor-perdido'), [factor]);
  t.deepEqual(await shown('estado=espera-persona'), [mailbox]);
  t.deepEqual(await shown('de=mios'), []);
  t.deepEqual(await shown('vencidos=si'), []);
  t.deepEqual(await shown('tipo=no-es'), [mailbox, factor]);
});
