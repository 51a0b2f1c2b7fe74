/** A request for a right at the desk: what its page shows, its answer before it is sent, and the command beside it. */
import test from 'ava';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import type { Visit } from '../../helpers/browser.ts';
import { camila, messagesTo, openWithCamila, owner } from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';
import { rightsIn } from '../../helpers/rights-command.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

const DETAIL = 'Mi segundo apellido es Núñez';
const REASONS = 'El Registro Civil tiene el mismo apellido.';
const linkIn = ({ html }: Visit, shape: RegExp): string => shape.exec(html)?.[1] ?? '';

async function filed(app: TestApp) {
  return (await askRight(app.deps, await camilaIn(app), { kind: 'rectificacion', detail: DETAIL }, owner)).request;
}

async function pressAs({ browser }: AtDesk, app: TestApp, page: Visit, fields: Record<string, string>): Promise<Visit> {
  const sent = await browser.send(page, fields);
  return sent.status === 303 ? browser.follow(sent, app.issuer) : sent;
}

/** Opens the only case of the queue with a reason, as the pages lead. */
async function openAs(at: AtDesk, app: TestApp): Promise<Visit> {
  const queue = await at.browser.get(`${app.issuer}/mesa/casos`);
  const page = await at.browser.get(app.issuer + linkIn(queue, /href="(\/mesa\/casos\/abrir\/[^"]+)"/));
  return pressAs(at, app, page, { motivo: 'resolver' });
}

test('a right from filing to answer by the pages of the desk: an agente extends and drafts, a revisor answers, the command sees it', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const reviewer = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const { id, folio } = await filed(app);
  let page = await openAs(agent, app);
  for (const said of [folio, DETAIL, 'Último día']) t.true(page.html.includes(said), said);
  for (const secret of [camila.rut, camila.run, camila.email]) t.false(page.html.includes(secret), secret);
  page = await pressAs(agent, app, page, { accion: 'assign' });
  page = await pressAs(agent, app, page, { accion: 'extend', texto: 'Esperamos los datos de otra oficina.' });
  t.regex(page.html, /Por qué se amplió el plazo/);
  t.notRegex(page.html, /value="decide"/, 'an agente only drafts');
  t.notRegex(page.html, /value="ask"/, 'the person owes nothing');
  const answering = await openAs(reviewer, app);
  const bare = await pressAs(reviewer, app, answering, { accion: 'decide', texto: REASONS, resultado: 'rechazada' });
  t.is(bare.status, 422);
  t.regex(bare.html, /Elija un fundamento de la ley/);
  const answer = { texto: REASONS, resultado: 'rechazada', fundamento: 'datos-exactos' };
  const shown = await pressAs(reviewer, app, bare, { accion: 'decide', ...answer });
  for (const said of ['Así leerá la persona', REASONS, 'Los datos son exactos', 'Agencia de Protección'])
    t.true(shown.html.includes(said), said);
  t.false(shown.url.includes('apellido'), 'no text in the address');
  t.is((await app.deps.rights.find(id))?.state, 'en-revision', 'nothing is sent by looking');
  const done = await pressAs(reviewer, app, shown, { accion: 'decide', ...answer, revisado: 'si' });
  t.is(done.status, 200);
  t.like(await app.deps.rights.find(id), { state: 'respondida', decision: 'rechazada', ground: 'datos-exactos' });
  t.true((await messagesTo(app, camila.email)).some(({ text }) => text.includes(REASONS)));
  t.regex((await rightsIn(app, ['show', folio, '--by', 'Ana Soto'])).output, /datos-exactos/);
  t.deepEqual(await rowsOf(app, 'case_drafts', {}), []);
});

test('a right that the command reviewed and answered is so at the desk too: under review in the queue, then gone from it', async (t) => {
  const app = await openWithCamila(t);
  const reviewer = await openStaff(app, { roles: ['revisor'] });
  const { folio } = await filed(app);
  await rightsIn(app, ['review', folio, '--by', 'Ana Soto']);
  const page = await openAs(reviewer, app);
  t.regex(page.html, /En revisión/i);
  const words = ['answer', folio, '--by', 'Ana Soto', '--decision', 'acogida', '--reasons', '-'];
  t.is((await rightsIn(app, words, 'Lo corregimos.')).code, 0);
  t.false((await reviewer.browser.get(`${app.issuer}/mesa/casos`)).html.includes(folio));
  const late = await pressAs(reviewer, app, page, { accion: 'decide', texto: REASONS, resultado: 'acogida' });
  t.not(late.status, 200);
  t.is((await rowsOf(app, 'audit', { act: 'right.answered' })).length, 1);
});
