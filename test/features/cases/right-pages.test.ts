/** A request for a right at the desk: what its page shows, its answer before it is sent, and the command beside it. */
import test from 'ava';
import { endBlockAtDesk } from '../../../src/features/cases/use-cases/end-block-at-desk.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf, rowsOf } from '../../helpers/attack.ts';
import type { Visit } from '../../helpers/browser.ts';
import { isRefusedFor } from '../../helpers/cases.ts';
import { accountNow, camila, messagesTo, openWithCamila, owner } from '../../helpers/recovery.ts';
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

test('the page of an answered right shows the letter as the person has it, masked, and is found by its folio', async (t) => {
  const app = await openWithCamila(t);
  const reviewer = await openStaff(app, { roles: ['revisor'] });
  const { folio } = await filed(app);
  const words = ['answer', folio, '--by', 'Ana Soto', '--decision', 'rechazada', '--ground', 'datos-exactos'];
  await rightsIn(app, [...words, '--reasons', '-'], REASONS);
  const list = await reviewer.browser.get(`${app.issuer}/mesa/casos/respondidos`);
  t.true(list.html.includes(folio));
  const none = await reviewer.browser.send(list, { folio: 'LD-2222-2222' });
  t.regex(none.html, /Ninguna solicitud de derechos tiene ese folio/);
  const opening = await pressAs(reviewer, app, none, { folio: folio.toLowerCase().replaceAll('-', ' ') });
  const page = await pressAs(reviewer, app, opening, { motivo: 'consulta' });
  for (const said of [
    `Respuesta a su solicitud ${folio}`,
    DETAIL,
    REASONS,
    'Los datos son exactos',
    'línea de comandos',
  ])
    t.true(page.html.includes(said), said);
  for (const secret of [camila.rut, camila.run, camila.email]) t.false(page.html.includes(secret), secret);
  t.notRegex(page.html, /name="accion"/, 'an end is an end');
  t.like(await rowOf(app, 'audit', { act: 'case.read' }), { details: { folio, reason: 'consulta' } });
});

test('[threat 330] a block that was granted ends at the desk by a revisor with a reason, which the person reads; not by an agente, nor by the person as a member', async (t) => {
  const app = await openWithCamila(t);
  const [agent, self] = [
    await openStaff(app, { roles: ['agente'] }),
    await openStaff(app, { roles: ['revisor'], run: camila.run }),
  ];
  const reviewer = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const asked = await askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: 'Mientras corrigen' }, owner);
  const { folio } = asked.request;
  let page = await pressAs(reviewer, app, await openAs(reviewer, app), { accion: 'assign' });
  t.notRegex(page.html, /value="extend"/, 'the law gives a block no extension');
  const granted = { accion: 'decide', texto: 'Bloqueamos sus datos.', resultado: 'acogida', revisado: 'si' };
  page = await pressAs(reviewer, app, page, granted);
  t.regex(page.html, /Respuesta a su solicitud/);
  const opened = async (at: AtDesk): Promise<Visit> => {
    const list = await at.browser.get(`${app.issuer}/mesa/casos/respondidos`);
    t.regex(list.html, /Bloqueo vigente/);
    const opening = await at.browser.get(app.issuer + linkIn(list, /href="(\/mesa\/casos\/abrir\/[^"]+)"/));
    return pressAs(at, app, opening, { motivo: 'resolver' });
  };
  const seen = await opened(agent);
  t.notRegex(seen.html, /value="lift"/);
  for (const why of ['role', 'own-case'] as const)
    await isRefusedFor(t, why, () =>
      endBlockAtDesk(app.deps, { folio, member: (why === 'role' ? agent : self).member.id }, 'La persona lo pidió.'),
    );
  t.is((await accountNow(app)).state, 'suspendida');
  const short = await pressAs(reviewer, app, page, { accion: 'lift', fin: 'Ya' });
  t.is(short.status, 422);
  const lifted = await pressAs(reviewer, app, short, { accion: 'lift', fin: 'Corregimos lo que pidió.' });
  t.regex(lifted.html, /Terminó el bloqueo/);
  t.is((await accountNow(app)).state, 'activa');
  t.like(await rowOf(app, 'audit', { act: 'right.lifted' }), {
    details: { by: 'staff', staff: reviewer.member.id, office: 'Maule', folio },
  });
  t.true((await messagesTo(app, camila.email)).some(({ text }) => text.includes('Corregimos lo que pidió.')));
  await isRefusedFor(t, 'no-block', () =>
    endBlockAtDesk(app.deps, { folio, member: reviewer.member.id }, 'Otra vez, ya.'),
  );
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
