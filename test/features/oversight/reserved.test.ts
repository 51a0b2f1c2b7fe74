/** Accounts in the public eye: who marks them, what a search shows, and how a sheet opens in an emergency. */
import test, { type ExecutionContext } from 'ava';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Authenticator, authenticator } from '../../helpers/authenticator.ts';
import type { Browser, Visit } from '../../helpers/browser.ts';
import { atDesk, because, deskActsIn, toNoon } from '../../helpers/desk.ts';
import { passkeyAskedOn } from '../../helpers/passkey-pages.ts';
import { accountNow, camila, coded, messagesTo, openWithCamila } from '../../helpers/recovery.ts';
import { type AtDesk, acceptStaff, openStaff } from '../../helpers/staff.ts';

const AUDITOR = 'auditoria@sence.example';
const reason = { motivo: because.reason, por_que: because.words };
const linkIn = ({ html }: Visit, shape: RegExp): string => shape.exec(html)?.[1] ?? '';
const found = async (app: TestApp, browser: Browser, busqueda: string = camila.rut): Promise<Visit> => {
  const page = await browser.get(`${app.issuer}/mesa`);
  return browser.follow(await browser.send(page, { busqueda }), app.issuer);
};

/** Opens the sheet of Camila as any member does. */
async function sheetOf(app: TestApp, browser: Browser): Promise<Visit> {
  const page = await browser.get(app.issuer + linkIn(await found(app, browser), /href="(\/mesa\/abrir\/[^"]+)"/));
  return browser.follow(await browser.send(page, reason), app.issuer);
}

/** An auditor asks for the mark on the sheet, and a member who administers confirms it on the list. */
async function mark(app: TestApp, auditor: AtDesk, administrador: AtDesk): Promise<void> {
  const sheet = await sheetOf(app, auditor.browser);
  const page = await auditor.browser.get(app.issuer + linkIn(sheet, /href="(\/mesa\/ficha\/[^"]+\/reservar)"/));
  await auditor.browser.send(page, {});
  await press(app, administrador.browser, 'confirm');
}

/** Presses a button of the list of marks. */
async function press(app: TestApp, browser: Browser, accion: string): Promise<Visit> {
  const list = await browser.get(`${app.issuer}/mesa/auditoria/reservadas`);
  return browser.send(list, { accion, cuenta: (await accountNow(app)).id });
}

async function openMarked(t: ExecutionContext) {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  const auditor = await openStaff(app, { roles: ['auditor'], email: AUDITOR });
  const administrador = await openStaff(app, { roles: ['administrador'] });
  await mark(app, auditor, administrador);
  return { app, auditor, administrador };
}

/** Gives a member an authenticator that a test uses. */
async function withDevice(app: TestApp, { id }: StaffMember): Promise<Authenticator> {
  const device = authenticator(app.issuer);
  const challenge = Buffer.alloc(32, 7).toString('base64url');
  const userHandle = app.deps.passkeys.handleOf({ accountId: 'mesa', actor: id });
  const options = await app.deps.passkeys.creationOptions(challenge, { handle: userHandle, name: 'Mesa' }, []);
  const made = await app.deps.passkeys.made(device.create(options), challenge);
  if (!made) throw new Error('no passkey');
  const content = { ...made.content, userHandle };
  await app.deps.staffAuthenticators.add({ staffId: id, content, label: 'Llave', step: made.counter });
  await acceptStaff(app, id);
  return device;
}

/** The page of the emergency, as a search leads there. */
const emergencyOf = async (app: TestApp, browser: Browser): Promise<Visit> =>
  browser.get(app.issuer + linkIn(await found(app, browser), /href="(\/mesa\/emergencia\/[^"]+)"/));

test('[threat 289] of a marked account a search shows nothing but that; a sheet that was open shuts, and no ordinary way opens it', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  const auditor = await openStaff(app, { roles: ['auditor'] });
  const agent = await openStaff(app, { roles: ['agente'] });
  const open = await sheetOf(app, agent.browser);
  const before = linkIn(await found(app, agent.browser), /href="(\/mesa\/abrir\/[^"]+)"/);
  await mark(app, auditor, await openStaff(app, { roles: ['administrador'] }));
  const seen = await found(app, agent.browser);
  t.regex(seen.text, /Cuenta reservada/);
  for (const part of ['44.•••', 'Persona Natural', '/mesa/abrir/', '/mesa/emergencia/'])
    t.false(seen.html.includes(part), part);
  const call = app.issuer + before.replace('/abrir/', '/llamada/');
  for (const address of [open.url, `${open.url}/accion/freeze`, app.issuer + before, call])
    t.is((await agent.browser.get(address)).headers.get('location'), '/mesa', address);
  const { id } = await accountNow(app);
  for (const { member } of [agent, auditor])
    t.is(await coded(openSheet(app.deps, member, id, because, atDesk)), 'sheet-reserved');
});

test('two people end the mark; the person reads each step, and other roles do not see the list', async (t) => {
  const { app, auditor, administrador } = await openMarked(t);
  const state = async () => (await app.deps.reservedAccounts.find((await accountNow(app)).id))?.state;
  t.is(await state(), 'reserved');
  await press(app, auditor.browser, 'ask');
  await press(app, auditor.browser, 'confirm');
  t.is(await state(), 'ending', 'who asked does not confirm');
  await press(app, administrador.browser, 'confirm');
  t.is(await state(), 'ended');
  const steps = (await deskActsIn(app)).filter(({ act }) => act === 'desk.reserved');
  t.deepEqual(
    steps.map(({ details }) => details.step),
    ['ask', 'confirm', 'ask', 'confirm'],
  );
  t.true(steps.every(({ account_id }) => account_id !== null));
  const { browser } = await openStaff(app, { roles: ['agente', 'revisor', 'mostrador'] });
  t.is((await browser.get(`${app.issuer}/mesa/auditoria/reservadas`)).status, 403);
  t.regex((await sheetOf(app, browser)).text, /Ficha/);
});

test('[threat 290] in an emergency a revisor opens it by an authenticator once more: the auditor is told at once, for fifteen minutes', async (t) => {
  const { app } = await openMarked(t);
  const { browser, member } = await openStaff(app, { roles: ['revisor'] });
  const device = await withDevice(app, member);
  const page = await emergencyOf(app, browser);
  const bare = await browser.send(page, { motivo: '', por_que: '', credencial: device.get(passkeyAskedOn(page)) });
  t.is(bare.status, 422);
  const answer = device.get(passkeyAskedOn(page));
  const sheet = await browser.follow(await browser.send(page, { ...reason, credencial: answer }), app.issuer);
  t.regex(sheet.url, /\/mesa\/ficha\//);
  const mails = await messagesTo(app, AUDITOR);
  t.is(mails.filter(({ text }) => text.includes('por una emergencia')).length, 1);
  t.true(
    (await app.deps.deskAlarms.unseen(10)).some(({ kind, staffId }) => kind === 'emergency' && staffId === member.id),
  );
  const visits = (await deskActsIn(app)).filter(({ act }) => act === 'desk.visit');
  t.is(visits.at(-1)?.details.emergency, true);
  const again = await browser.send(page, { ...reason, credencial: answer });
  t.is(again.status, 422, 'an answer counts once');
  app.advance(14 * 60_000);
  t.is((await browser.get(sheet.url)).status, 200);
  app.advance(2 * 60_000);
  t.is((await browser.get(sheet.url)).headers.get('location'), '/mesa');
});

test('[threat 291] without the authenticator, its user’s verification or the own one nothing opens; an agente has no such page', async (t) => {
  const { app } = await openMarked(t);
  const { browser, member } = await openStaff(app, { roles: ['revisor'] });
  const device = await withDevice(app, member);
  const { member: other } = await openStaff(app, { roles: ['revisor'] });
  const foreign = await withDevice(app, other);
  const page = await emergencyOf(app, browser);
  const asked = passkeyAskedOn(page);
  const { allowCredentials: _, ...anyone } = asked as { allowCredentials?: object };
  for (const credencial of ['', '{}', device.get(asked, { verified: false }), foreign.get(anyone)])
    t.is((await browser.send(page, { ...reason, credencial })).status, 422);
  t.is((await deskActsIn(app)).filter(({ details }) => details.emergency).length, 0);
  const agent = await openStaff(app, { roles: ['agente', 'auditor'] });
  t.is((await agent.browser.get(page.url)).status, 403);
});

test('the own RUN does not open in an emergency either', async (t) => {
  const { app } = await openMarked(t);
  const { member } = await openStaff(app, { roles: ['revisor'], run: camila.run });
  const { id } = await accountNow(app);
  t.is(await coded(openSheet(app.deps, member, id, because, atDesk, 'emergency')), 'own-sheet');
});
