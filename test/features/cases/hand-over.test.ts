/** A case goes from one member to another, or back to the queue: who may, with which reason, and what is read of it. */
import test from 'ava';
import { caseStep } from '../../../src/domain/cases/case-step.ts';
import { caseKinds, kindRules } from '../../../src/domain/cases/kinds/kinds.ts';
import type { Around } from '../../../src/domain/cases/may-decide.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { assignCase, handOverCase } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import type { Browser } from '../../helpers/browser.ts';
import { memberOf } from '../../helpers/case-staff.ts';
import { isRefusedFor, member, openCamilasCase } from '../../helpers/cases.ts';
import { openWithCamila } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const NOW = new Date('2026-12-01T12:00:00Z');

test('[threat 350] over every kind, only who has a case or a revisor moves it, and only to a member who may work on it', (t) => {
  const [mine, other, third] = [
    memberOf(1, ['agente', 'auditor']),
    memberOf(2, ['agente', 'auditor']),
    memberOf(3, ['agente', 'auditor']),
  ];
  const revisor = memberOf(4, ['revisor']);
  for (const kind of caseKinds) {
    const held = { ...newCase({ kind, openedBy: kindRules[kind].openedBy[0] ?? 'staff' }, NOW), assignee: mine.id };
    const around: Around = { concerned: [], otherOffices: true, holder: mine };
    const give = (by = mine, to: typeof mine | undefined = third, now = around) =>
      caseStep(held, { type: 'hand-over', by, to, at: NOW }, now);
    const take = (by = other, now = around) => caseStep(held, { type: 'assign', by, to: by.id, at: NOW }, now);
    t.is(give().next?.assignee, third.id, kind);
    t.is(give(revisor).next?.assignee, third.id, kind);
    t.is(give(other).refused, 'held', kind);
    t.is(take().refused, 'held', kind);
    t.is(take(revisor).next?.assignee, revisor.id, kind);
    t.is(
      caseStep(held, { type: 'hand-over', by: mine, to: undefined, at: NOW }, around).next?.assignee,
      undefined,
      kind,
    );
    for (const out of [memberOf(5, ['administrador', 'mostrador']), memberOf(3, ['revisor'], { state: 'suspendida' })])
      t.is(give(mine, out).refused, 'receiver', kind);
    const own = { ...around, concerned: [third.run] };
    t.is(give(mine, third, own).refused, 'receiver', 'nor to whom it is about');
    for (const gone of [
      { ...mine, state: 'suspendida' as const },
      { ...mine, roles: ['administrador'] as const },
      { ...mine, acceptance: { since: NOW, by: [] } },
    ])
      t.is(take(other, { ...around, holder: gone }).next?.assignee, other.id, kind);
  }
});

const foliosOn = async (app: TestApp, browser: Browser, query: string, among: readonly string[]) => {
  const { html } = await browser.get(`${app.issuer}/mesa/casos?${query}`);
  return among.filter((folio) => html.includes(`>${folio}<`));
};

test('a case is given by its page with a reason, and the person reads it; the queue shows own cases and free ones', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const colleague = await member(app, ['agente'], 'Maule');
  await member(app, ['mostrador'], 'OMIL Talca');
  const folio = await openCamilasCase(app, 'factor-perdido');
  const free = await openCamilasCase(app, 'cedula-vencida');
  await assignCase(app.deps, { folio, member: agent.member.id }, agent.member.id);
  const shown = (query: string) => foliosOn(app, agent.browser, query, [folio, free]);
  t.deepEqual(await shown('de=mios'), [folio]);
  t.deepEqual(await shown('de=sin-asignar'), [free]);
  const queue = await agent.browser.get(`${app.issuer}/mesa/casos?de=mios`);
  const open = await agent.browser.get(
    app.issuer + (/href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? ''),
  );
  const page = await agent.browser.follow(await agent.browser.send(open, { motivo: 'resolver' }), app.issuer);
  t.regex(page.html, /A nadie: vuelve a la cola/);
  t.notRegex(page.html, /OMIL Talca/, 'a counter has no cases');
  const none = await agent.browser.send(page, { accion: 'hand-over', a_quien: '', motivo: '' });
  t.is(none.status, 422);
  t.regex(none.text, /Elija a quién pasa el caso/);
  const sent = await agent.browser.send(none, { accion: 'hand-over', a_quien: colleague.id, motivo: 'cercania' });
  t.regex((await agent.browser.follow(sent, app.issuer)).text, /El caso cambió de manos/);
  t.is((await app.deps.cases.findByFolio(folio))?.assignee, colleague.id);
  t.deepEqual(await shown('de=mios'), []);
  const [last] = (await rowsOf(app, 'audit', { act: 'case.changed' })).toReversed();
  t.like(last, { details: { step: 'hand-over', reason: 'cercania', member: colleague.id, staff: agent.member.id } });
  await isRefusedFor(t, 'held', () =>
    handOverCase(app.deps, { folio, member: agent.member.id }, { to: undefined, reason: 'carga' }),
  );
});

test('what a member has whose acceptance was ended is free in the queue, and not theirs to take back', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const waits = await member(app, ['agente'], 'Maule');
  const folio = await openCamilasCase(app, 'factor-perdido');
  await assignCase(app.deps, { folio, member: waits.id }, waits.id);
  const free = () => foliosOn(app, agent.browser, 'de=sin-asignar', [folio]);
  t.deepEqual(await free(), []);
  await app.deps.staff.endAcceptance(waits.id, { by: agent.member.id, name: 'Ana', reason: 'Se fue de la oficina.' });
  t.deepEqual(await free(), [folio]);
  await isRefusedFor(t, 'not-accepted', () => assignCase(app.deps, { folio, member: waits.id }, waits.id));
});

test('[threat 351] what a suspended member had is free again in the queue, and any member takes it', async (t) => {
  const app = await openWithCamila(t);
  const agent = await openStaff(app, { roles: ['agente'] });
  const gone = await member(app, ['agente'], 'Maule');
  const folio = await openCamilasCase(app, 'factor-perdido');
  await assignCase(app.deps, { folio, member: gone.id }, gone.id);
  await isRefusedFor(t, 'held', () => assignCase(app.deps, { folio, member: agent.member.id }, agent.member.id));
  t.deepEqual(await foliosOn(app, agent.browser, 'de=sin-asignar', [folio]), []);
  await app.deps.staff.suspend(gone.id);
  const free = await agent.browser.get(`${app.issuer}/mesa/casos?de=sin-asignar`);
  t.regex(free.text, /Nadie: lo tenía Elisa Contreras Vera/);
  const taken = await assignCase(app.deps, { folio, member: agent.member.id }, agent.member.id);
  t.is(taken.assignee, agent.member.id);
});
