/** A person reads a visit of the staff in Actividad and complains of it. */
import test, { type ExecutionContext } from 'ava';
import { whyNotDecide } from '../../../src/domain/cases/may-decide.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';

import { rosa } from '../../helpers/client-app.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { atDesk, because } from '../../helpers/desk.ts';
import { openAppFor } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const told = { reclamo: 'Yo no llamé ese día a ninguna parte.' };
const linkIn = (html: string): string => /href="(\/cuenta\/actividad\/reclamo\/[^"]+)"/.exec(html)?.[1] ?? '';

/** A revisor has opened Rosa's sheet, and Rosa is in Mi cuenta. */
async function openVisited(t: ExecutionContext) {
  const app = await openAppFor(t, { throttles: 'on' });
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  if (!account) throw new Error('no account');
  const { member } = await openStaff(app, { roles: ['revisor'], office: 'Santiago' });
  await openSheet(app.deps, member, account.id, because, atDesk);
  const browser = await enterCuenta(app);
  const activity = await browser.get(`${app.issuer}/cuenta/actividad`);
  return { app, account, member, browser, activity };
}

test('[threat 286] the complaint names the visit, whose member neither works on it nor decides it; another revisor does', async (t) => {
  const { app, account, member, browser, activity } = await openVisited(t);
  t.regex(activity.text, /\(revisor, oficina Santiago\) vio la ficha de su cuenta, para atender una llamada/);
  const page = await browser.get(app.issuer + linkIn(activity.html));
  t.regex(page.text, /oficina Santiago/);
  const bare = await browser.send(page, { reclamo: 'mal' });
  t.is(bare.status, 422);
  t.regex(bare.text, /Código de atención: CS-/);
  const done = await browser.follow(await browser.send(page, told), app.issuer);
  t.regex(done.text, /Recibimos su reclamo. Folio CS-/);
  const [one] = await app.deps.cases.list(account.id);
  if (!one) throw new Error('no case');
  t.like(one, { kind: 'reclamo', against: member.id, state: 'recibida' });
  t.true(linkIn(activity.html).endsWith(one.matter ?? '-'));
  t.deepEqual(
    (await app.deps.cases.messages(one.id)).map(({ author, text }) => [author, text]),
    [['person', told.reclamo]],
  );
  const around = { concerned: [], otherOffices: false };
  t.is(whyNotDecide(one, 'decide', member, around), 'complained-of');
  const { member: other } = await openStaff(app, { roles: ['revisor'] });
  t.is(whyNotDecide(one, 'decide', other, around), undefined);
});

test('a second click opens no second case; another visit has a complaint of its own', async (t) => {
  const { app, account, member, browser, activity } = await openVisited(t);
  const page = await browser.get(app.issuer + linkIn(activity.html));
  await browser.send(page, told);
  await browser.send(page, told);
  t.is((await app.deps.cases.list(account.id)).length, 1);
  await openSheet(app.deps, member, account.id, because, atDesk);
  const later = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.not(linkIn(later.html), linkIn(activity.html));
  await browser.send(await browser.get(app.issuer + linkIn(later.html)), told);
  t.is((await app.deps.cases.list(account.id)).length, 2);
  t.regex((await browser.get(`${app.issuer}/cuenta/actividad`)).text, /Reclamó por una visita de la mesa de ayuda/);
});

test('[threat 287] a visit to another account has no page, and its complaint opens nothing', async (t) => {
  const { app, account, browser, activity } = await openVisited(t);
  const { member } = await openStaff(app);
  const pedro = await app.deps.accounts.findByIdentifier('natural', parseRun('44.000.002-9'));
  if (!pedro) throw new Error('no account');
  await openSheet(app.deps, member, pedro.id, because, atDesk);
  const [visit] = await app.deps.staffActs.read({ member: member.id, act: 'desk.visit' }, { skip: 0, limit: 1 });
  const own = linkIn(activity.html);
  const address = app.issuer + own.replace(/[^/]+$/, String(visit?.details.visit));
  t.is((await browser.get(address)).headers.get('location'), '/cuenta/actividad');
  const page = await browser.get(app.issuer + own);
  const ficha = /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  await browser.post(address, { ficha, ...told });
  t.deepEqual(await app.deps.cases.list(pedro.id), []);
  t.deepEqual(await app.deps.cases.list(account.id), []);
});
