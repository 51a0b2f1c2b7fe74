/** Reading a case is watched as the opening of a sheet is: bounds, odd look-ups, accounts in the public eye. */
import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { readCaseAs } from '../../../src/features/cases/use-cases/read-case.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openCamilasCase } from '../../helpers/cases.ts';
import { atDesk, because, toNoon } from '../../helpers/desk.ts';
import { accountNow, camila, coded, openWithCamila } from '../../helpers/recovery.ts';
import { acceptStaff, addStaff, browserWith, openStaff, type StaffGiven } from '../../helpers/staff.ts';

async function openDesk(t: ExecutionContext, given: Partial<StaffGiven> = {}) {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  await openStaff(app, { roles: ['auditor'], email: 'auditoria@sence.example' });
  const { member } = await openStaff(app, { ...given, roles: ['agente'] });
  const folio = await openCamilasCase(app, 'correo-perdido');
  return { app, member, folio };
}

const alarmsIn = async (app: TestApp) => (await app.deps.deskAlarms.unseen(100)).map(({ kind }) => kind);
const read = (app: TestApp, { id }: StaffMember, folio: string) =>
  readCaseAs(app.deps, { folio, member: id, visitor: atDesk }, 'resolver');

/** Marks Camila's account as in the public eye. */
const reserve = async (app: TestApp) =>
  app.deps.reservedAccounts.change((await accountNow(app)).id, () => ({
    state: 'reserved',
    askedBy: crypto.randomUUID(),
  }));

test('an ordinary reading tells the auditores nothing', async (t) => {
  const { app, member, folio } = await openDesk(t);
  await read(app, member, folio);
  t.deepEqual(await alarmsIn(app), []);
});

test('[threat 343] a neighbour’s case, one at night, the eleventh visit in ten minutes and the fifth member are told', async (t) => {
  const name = { given: 'Pedro', paternal: 'Vidal', maternal: 'Reyes' };
  const { app, member, folio } = await openDesk(t, { name, commune: '13101' });
  await read(app, member, folio);
  t.deepEqual(await alarmsIn(app), ['neighbour']);
  const { member: quick } = await openStaff(app, { roles: ['agente'] });
  const { id } = await accountNow(app);
  for (let turn = 0; turn < 5; turn += 1) {
    await read(app, quick, folio);
    await openSheet(app.deps, quick, id, because, atDesk);
  }
  t.false((await alarmsIn(app)).includes('burst'));
  await read(app, quick, folio);
  t.true((await alarmsIn(app)).includes('burst'), 'sheets and cases are counted together');
  for (let count = 0; count < 3; count += 1)
    await read(app, (await openStaff(app, { roles: ['agente'] })).member, folio);
  t.true((await alarmsIn(app)).includes('many-members'));
  app.advance(11 * 3_600_000);
  await read(app, member, folio);
  t.true((await alarmsIn(app)).includes('night'));
});

test('[threat 343] past the bound of a member no case opens, and the auditores are told; the own case is told too', async (t) => {
  const { app, member, folio } = await openDesk(t);
  for (let turn = 0; turn < rateLimits.deskCases.limit; turn += 1) {
    await read(app, member, folio);
    app.advance(70_000);
  }
  t.is(await coded(read(app, member, folio)), 'desk-paused');
  t.deepEqual(await alarmsIn(app), ['limit']);
  const { member: own } = await openStaff(app, { roles: ['revisor'], run: camila.run });
  t.is(await coded(read(app, own, folio)), 'case-refused');
  t.deepEqual(await alarmsIn(app), ['limit', 'own-run']);
});

test('[threat 344] a case of an account in the public eye opens for a revisor who opened its sheet in an emergency, for 15 minutes', async (t) => {
  const { app, member, folio } = await openDesk(t);
  const reviewer = await openStaff(app, { roles: ['revisor'] });
  const { browser } = reviewer;
  const openIn = async () => {
    const queue = await browser.get(`${app.issuer}/mesa/casos`);
    return browser.get(app.issuer + (/href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? ''));
  };
  const before = await browser.follow(await browser.send(await openIn(), { motivo: 'resolver' }), app.issuer);
  t.regex(before.url, /\/mesa\/casos\/caso\//);
  await reserve(app);
  t.regex(
    (await browser.get(before.url)).headers.get('location') ?? '',
    /\/mesa\/casos\/abrir\//,
    'one that was open shuts',
  );
  const reads = (await rowsOf(app, 'audit', { act: 'case.read' })).length;
  for (const each of [member, reviewer.member]) t.is(await coded(read(app, each, folio)), 'sheet-reserved');
  t.is((await rowsOf(app, 'audit', { act: 'case.read' })).length, reads);
  const shut = await openIn();
  t.regex(shut.text, /Abrir la ficha por una emergencia/);
  t.notRegex(shut.html, /name="motivo"/);
  await openSheet(app.deps, reviewer.member, (await accountNow(app)).id, because, atDesk, 'emergency');
  t.is(await coded(read(app, (await openStaff(app, { roles: ['revisor'] })).member, folio)), 'sheet-reserved');
  const page = await browser.follow(await browser.send(await openIn(), { motivo: 'resolver' }), app.issuer);
  t.is(page.status, 200);
  t.is((await alarmsIn(app)).filter((kind) => kind === 'emergency').length, 2);
  app.advance(14 * 60_000);
  t.is((await browser.get(page.url)).status, 200);
  app.advance(2 * 60_000);
  const late = await browser.send(page, { accion: 'ask', texto: '¿Desde cuándo no puede entrar?' });
  t.regex(late.headers.get('location') ?? '', /\/mesa\/casos\/abrir\//);
  const one = await app.deps.cases.findByFolio(folio);
  t.is(
    await app.deps.cases.draft(one?.id ?? '', reviewer.member.id),
    '¿Desde cuándo no puede entrar?',
    'what was typed is kept',
  );
});

test('where members have no authenticators of their own a revisor opens such a case, told as an emergency', async (t) => {
  const { app, folio } = await openDesk(t);
  await reserve(app);
  const { id } = await addStaff(app, { roles: ['revisor'] });
  await app.deps.staff.bindSubject(id, 'persona-del-proveedor', app.deps.now());
  await acceptStaff(app, id);
  const { browser } = { browser: browserWith(await app.deps.staffSessions.begin(id, 'issuer')) };
  const queue = await browser.get(`${app.issuer}/mesa/casos`);
  const open = await browser.get(app.issuer + (/href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? ''));
  t.regex(open.text, /Cuenta reservada/);
  const page = await browser.follow(await browser.send(open, { motivo: 'resolver' }), app.issuer);
  t.is(page.status, 200);
  t.true(page.html.includes(folio));
  t.true((await alarmsIn(app)).includes('emergency'));
});
