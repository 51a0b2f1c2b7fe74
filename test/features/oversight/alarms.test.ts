/** Odd look-ups and bounds of the desk: what the auditores are told, and when. */
import test from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { actOnSheet } from '../../../src/features/desk/use-cases/act-on-sheet.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import { searchDesk } from '../../../src/features/desk/use-cases/search.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { TestApp } from '../../helpers/app.ts';
import { atDesk, because, deskActsIn, toNoon } from '../../helpers/desk.ts';
import { accountNow, camila, coded, messagesTo, openWithCamila } from '../../helpers/recovery.ts';
import { openStaff, type StaffGiven } from '../../helpers/staff.ts';

/** Of Camila Pérez Vidal, as she registered. */
const COMMUNE = '13101';
const AUDITOR = 'auditoria@sence.example';

/** Noon in Santiago, an auditor, and an agente. */
async function openDesk(t: Parameters<typeof openWithCamila>[0], given: Partial<StaffGiven> = {}) {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  await openStaff(app, { roles: ['auditor'], email: AUDITOR });
  const { member } = await openStaff(app, { ...given, roles: ['agente'] });
  return { app, member };
}

const alarmsIn = async (app: TestApp) => (await app.deps.deskAlarms.unseen(100)).map(({ kind }) => kind);
const visit = async (app: TestApp, member: StaffMember) =>
  openSheet(app.deps, member, (await accountNow(app)).id, because, atDesk);

test('an ordinary visit tells the auditores nothing', async (t) => {
  const { app, member } = await openDesk(t);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), []);
  t.deepEqual(await messagesTo(app, AUDITOR), []);
});

test('[threat 280] a member who looks up a neighbour is noticed: an alarm, a row of the trail, and a mail that names no citizen', async (t) => {
  const { app, member } = await openDesk(t, {
    commune: COMMUNE,
    name: { given: 'Pedro', paternal: 'Vidal', maternal: 'Reyes' },
  });
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), ['neighbour']);
  const [row] = (await deskActsIn(app)).filter(({ act }) => act === 'desk.alarm');
  t.like(row, {
    account_id: null,
    details: { alarm: 'neighbour', staff: member.id, about: (await accountNow(app)).id },
  });
  const [mail] = await messagesTo(app, AUDITOR);
  t.regex(mail?.text ?? '', /un apellido suyo y de su misma comuna/);
  t.regex(mail?.text ?? '', /\/mesa\/auditoria/);
  t.notRegex(mail?.text ?? '', /44\.|44000|Camila/);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), ['neighbour'], 'told once in an hour');
  app.advance(61 * 60_000);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), ['neighbour', 'neighbour']);
});

test('[threat 281] the own RUN is refused at once and told, typed or found by another word, with or without an account', async (t) => {
  const { app, member } = await openDesk(t, { run: camila.run });
  t.is(await coded(searchDesk(app.deps, member, camila.rut, atDesk)), 'own-sheet');
  t.is(await coded(searchDesk(app.deps, member, camila.email, atDesk)), 'own-sheet');
  t.deepEqual(await alarmsIn(app), ['own-run']);
  const { member: other } = await openStaff(app, { roles: ['revisor'] });
  t.is(await coded(searchDesk(app.deps, other, other.run, atDesk)), 'own-sheet');
  t.is(await coded(visit(app, member)), 'own-sheet');
  t.is((await alarmsIn(app)).length, 2);
});

test('[threat 282] the eleventh sheet in ten minutes is a burst, however the ten minutes lie', async (t) => {
  const { app, member } = await openDesk(t);
  for (let turn = 0; turn < 9; turn += 1) await visit(app, member);
  app.advance(9 * 60_000);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), []);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), ['burst']);
});

test('the fifth member at one sheet within a day is told', async (t) => {
  const { app, member } = await openDesk(t);
  for (let turn = 0; turn < 3; turn += 1) await visit(app, member);
  for (let count = 0; count < 3; count += 1) await visit(app, (await openStaff(app, { roles: ['agente'] })).member);
  t.deepEqual(await alarmsIn(app), []);
  await visit(app, (await openStaff(app, { roles: ['agente'] })).member);
  t.deepEqual(await alarmsIn(app), ['many-members']);
});

test('a sheet at night is told once, whosever it is', async (t) => {
  const { app, member } = await openDesk(t);
  app.advance(11 * 3_600_000);
  await visit(app, member);
  await visit(app, member);
  t.deepEqual(await alarmsIn(app), ['night']);
});

test('[threat 283] past a bound of the member nothing opens, and the auditores are told; a bound of the account tells nothing', async (t) => {
  const { app, member } = await openDesk(t);
  const { id: accountId } = await accountNow(app);
  const act = () => coded(actOnSheet(app.deps, member, { accountId, action: 'freeze', grounds: because }, atDesk));
  t.is(await act(), 'done');
  t.is(await act(), 'desk-paused');
  t.deepEqual(await alarmsIn(app), []);
  for (let turn = 0; turn < rateLimits.deskSheets.limit; turn += 1) {
    app.advance(70_000);
    await visit(app, member);
  }
  t.is(await coded(visit(app, member)), 'desk-paused');
  t.deepEqual(await alarmsIn(app), ['limit']);
});

test('an auditor is not told of an alarm about themselves: the other ones are, and without any those who administer', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { member } = await openStaff(app, { roles: ['auditor'], email: AUDITOR, run: camila.run });
  await openStaff(app, { roles: ['administrador'], email: 'jefa@sence.example' });
  t.is(await coded(searchDesk(app.deps, member, camila.rut, atDesk)), 'own-sheet');
  t.deepEqual(await messagesTo(app, AUDITOR), []);
  t.is((await messagesTo(app, 'jefa@sence.example')).length, 1);
});

test('[threat 383] an auditor whom one administrador made wait, or suspended, is told of an alarm, and so are those who administer', async (t) => {
  const ways = {
    'a new role': (app: TestApp, id: string, by: string) => app.deps.staff.setRoles(id, ['auditor', 'mostrador'], by),
    'a new link': (app: TestApp, id: string, by: string) => app.deps.staffLinks.make(id, by),
    'a suspension': (app: TestApp, id: string) => app.deps.staff.suspend(id),
  };
  for (const [how, mute] of Object.entries(ways)) {
    const app = await openWithCamila(t, { throttles: 'on' });
    toNoon(app);
    const { member: corrupt } = await openStaff(app, { roles: ['administrador'], email: 'jefa@sence.example' });
    const { member: auditor } = await openStaff(app, { roles: ['auditor'], email: AUDITOR });
    const { member } = await openStaff(app, { roles: ['agente'], run: camila.run });
    await mute(app, auditor.id, corrupt.id);
    t.is(await coded(searchDesk(app.deps, member, camila.rut, atDesk)), 'own-sheet');
    for (const each of [AUDITOR, 'jefa@sence.example'])
      t.is((await messagesTo(app, each)).length, 1, `${how}: ${each}`);
  }
});
