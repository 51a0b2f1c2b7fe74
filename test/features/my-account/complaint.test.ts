/** A person reads a visit of the staff in Actividad and complains of it. */
import test, { type ExecutionContext } from 'ava';
import { whyNotDecide } from '../../../src/domain/cases/may-decide.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { caseSheet } from '../../../src/features/cases/use-cases/case-sheet.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import { rosa } from '../../helpers/client-app.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { atDesk, because } from '../../helpers/desk.ts';
import { openAppFor, tokenIn } from '../../helpers/recovery.ts';
import { type AtDesk, browserWith, openStaff } from '../../helpers/staff.ts';

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

test('[threat 384] a visit has its complaint however many were made before it, from whatever connection', async (t) => {
  const { app, account, member, browser } = await openVisited(t);
  const visits = Math.max(rateLimits.casesByAccount.limit, rateLimits.casesByNetwork.limit) + 2;
  for (let count = 1; count < visits; count += 1) await openSheet(app.deps, member, account.id, because, atDesk);
  const acts = await app.deps.staffActs.read({ member: member.id, act: 'desk.visit' }, { skip: 0, limit: visits });
  t.is(acts.length, visits);
  for (const { details } of acts) {
    const page = await browser.get(`${app.issuer}/cuenta/actividad/reclamo/${details.visit}`);
    t.is((await browser.send(page, told)).status, 303);
  }
  t.is((await app.deps.cases.list(account.id)).length, visits);
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

test('[threat 352] the case shows the visit with role, office, act and reason, and to the member complained of nothing', async (t) => {
  const { app, account, member, browser, activity } = await openVisited(t);
  await browser.send(await browser.get(app.issuer + linkIn(activity.html)), told);
  const [one] = await app.deps.cases.list(account.id);
  const pageOf = async (at: AtDesk) => {
    const queue = await at.browser.get(`${app.issuer}/mesa/casos`);
    const open = await at.browser.get(
      app.issuer + (/href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? ''),
    );
    const sent = await at.browser.send(open, { motivo: 'resolver' });
    return sent.status === 303 ? at.browser.follow(sent, app.issuer) : sent;
  };
  const page = await pageOf(await openStaff(app, { roles: ['auditor'], office: 'Maule' }));
  t.regex(page.text, /La visita por la que reclama/);
  t.regex(page.text, /Revisión, Santiago/);
  t.true(page.text.includes(because.words), page.text);
  const token = await app.deps.staffSessions.begin(member.id, 'passkey');
  const refused = await pageOf({ member, token, browser: browserWith(token) });
  t.is(refused.status, 422);
  t.regex(refused.text, /El reclamo es por una visita suya/);
  t.false(refused.text.includes(because.words));
  await t.throwsAsync(caseSheet(app.deps, { folio: one?.folio ?? '', member: member.id }), { instanceOf: Refusal });
});

test('who complains gets a mail that it was received, with the page of the case and no word of the complaint', async (t) => {
  const { app, account, browser, activity } = await openVisited(t);
  await browser.send(await browser.get(app.issuer + linkIn(activity.html)), told);
  const mail = (await app.mailbox()).find(({ subject }) => subject?.includes('caso'));
  t.regex(JSON.stringify(mail), /recibió su caso/);
  t.false(JSON.stringify(mail).includes(told.reclamo));
  const page = await browser.get(`${app.issuer}/caso/${await tokenIn(app, account.personal.email, 'caso')}`);
  t.regex(page.text, /Reclamo por una visita a sus datos/);
  t.true(page.text.includes(told.reclamo));
});
