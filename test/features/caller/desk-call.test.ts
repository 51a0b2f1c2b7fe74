/** The agent's page of a check: tickets, roles, states, and what it never shows. */
import test from 'ava';
import type { StaffRole } from '../../../src/domain/staff.ts';
import { answerCall } from '../../../src/features/caller/use-cases/answer-call.ts';
import { packAccount } from '../../../src/http/staff/account-ticket.ts';
import type { TestApp } from '../../helpers/app.ts';
import { otherThan } from '../../helpers/calls.ts';
import { accountNow, camila, MINUTE, openWithCamila, owner, tokenIn } from '../../helpers/recovery.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

/** The address of the page for Camila's account, in the session of a member. */
async function addressFor(app: TestApp, { token }: AtDesk): Promise<string> {
  const session = await app.deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session is over');
  return `${app.issuer}/mesa/llamada/${packAccount(app.deps, { sessionId: session.id }, (await accountNow(app)).id)}`;
}

async function open(app: TestApp, given: Parameters<typeof openStaff>[1] = {}) {
  const staff = await openStaff(app, { office: 'Temuco', ...given });
  return { ...staff, address: await addressFor(app, staff) };
}

/** Has a link sent to a contact; gives the page that follows. */
async function send(app: TestApp, { browser, address }: Awaited<ReturnType<typeof open>>, contacto = 'email') {
  const page = await browser.get(address);
  return browser.follow(await browser.send(page, { contacto }), app.issuer);
}

const lastCall = async (app: TestApp, { member }: AtDesk) => {
  const call = await app.deps.deskCalls.latest((await accountNow(app)).id, member.id);
  if (!call) throw new Error('no check was stored');
  return call;
};

test('the agent chooses a masked contact, says the number, and reads that the person confirmed it', async (t) => {
  const app = await openWithCamila(t);
  const desk = await open(app);
  const first = await desk.browser.get(desk.address);
  t.regex(first.text, /c•••@c•••\.example/);
  t.regex(first.text, /\+56 9 •••• 0003/);
  const sent = await send(app, desk);
  const call = await lastCall(app, desk);
  t.true(sent.text.includes(`elija el número» ${call.numbers.said}`), sent.text.slice(0, 900));
  const token = await tokenIn(app, camila.email, 'llamada');
  await answerCall(app.deps, token, call.numbers.said, owner);
  const after = await desk.browser.get(await addressFor(app, desk));
  t.regex(after.text, /Quien llama lee ese contacto/);
  t.regex(after.text, /Puede ver la ficha enmascarada hasta/);
});

test('the agent reads each other end of a check: denied, another number, replaced, over', async (t) => {
  const app = await openWithCamila(t);
  const desk = await open(app);
  const reads = async (shape: RegExp) => t.regex((await desk.browser.get(await addressFor(app, desk))).text, shape);
  await send(app, desk);
  await answerCall(app.deps, await tokenIn(app, camila.email, 'llamada'), 'no', owner);
  await reads(/Termine la llamada y no dé ningún dato/);
  await send(app, desk);
  const other = otherThan(await lastCall(app, desk));
  await answerCall(app.deps, await tokenIn(app, camila.email, 'llamada'), other, owner);
  await reads(/Eligieron otro número/);
  await send(app, desk);
  await send(app, await open(app), 'mobile');
  await reads(/Este enlace ya no sirve/);
  await send(app, desk);
  app.advance(11 * MINUTE);
  await reads(/Nadie respondió/);
});

test('[threat 247] no page of a check has a whole number, name or contact, and no address of the desk has one', async (t) => {
  const app = await openWithCamila(t);
  const desk = await open(app);
  const pages = [await desk.browser.get(desk.address), await send(app, desk)];
  for (const { html } of pages) t.notRegex(html, /44\.?000\.?003|Camila|camila@|40000003/);
  t.notRegex(decodeURIComponent(desk.address), /44000003|camila/i);
});

test('[threat 247] the ticket of another session, of another member, or of twenty minutes ago opens nothing', async (t) => {
  const app = await openWithCamila(t);
  const [desk, other] = [await open(app), await open(app)];
  t.is((await other.browser.get(desk.address)).headers.get('location'), '/mesa');
  const again = await app.deps.staffSessions.begin(desk.member.id, 'passkey');
  desk.browser.cookies.set('cs_mesa', again);
  t.is((await desk.browser.get(desk.address)).headers.get('location'), '/mesa');
  const late = await open(app);
  app.advance(14 * MINUTE);
  t.is((await late.browser.get(late.address)).status, 200);
  app.advance(2 * MINUTE);
  t.is((await late.browser.get(late.address)).headers.get('location'), '/mesa');
});

test('only agents and reviewers check callers; only reviewers and auditors read the calls that were not recognised', async (t) => {
  const app = await openWithCamila(t);
  const opens: Readonly<Record<StaffRole, readonly [number, number]>> = {
    agente: [200, 403],
    revisor: [200, 200],
    auditor: [403, 200],
    administrador: [403, 403],
    mostrador: [403, 403],
  };
  for (const [role, [check, list]] of Object.entries(opens)) {
    const { browser, address } = await open(app, { roles: [role as StaffRole] });
    t.is((await browser.get(address)).status, check, `${role}, check`);
    t.is((await browser.get(`${app.issuer}/mesa/llamadas`)).status, list, `${role}, list`);
  }
});

test('[threat 240] a denied call is on the reviewers list, with the agent and their office, and no whole number', async (t) => {
  const app = await openWithCamila(t);
  const desk = await open(app);
  await send(app, desk, 'mobile');
  await answerCall(app.deps, await tokenIn(app, camila.mobile, 'llamada'), 'no', owner);
  const { browser } = await openStaff(app, { roles: ['revisor'] });
  const list = await browser.get(`${app.issuer}/mesa/llamadas`);
  t.regex(list.text, /No llamaba/);
  t.regex(list.text, /Elisa Contreras Vera, Temuco/);
  t.regex(list.text, /\+56 9 •••• 0003/);
  t.notRegex(list.html, /44\.?000\.?003|Camila/);
});

test('[threat 248] no member checks a call about the own account', async (t) => {
  const app = await openWithCamila(t);
  const desk = await open(app, { run: camila.run });
  const page = await send(app, desk);
  t.is(page.status, 422);
  t.regex(page.text, /Esta cuenta es suya o de su empresa/);
  t.is(await app.deps.deskCalls.latest((await accountNow(app)).id, desk.member.id), undefined);
});

test('a form without a contact, past the budget, and an account without contacts, each say what is wrong or what to do', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const desk = await open(app);
  const none = await send(app, desk, '');
  t.is(none.status, 422);
  for (let turn = 0; turn < 3; turn += 1) await send(app, desk);
  const spent = await send(app, desk);
  t.is(spent.status, 429);
  t.regex(spent.text, /Ya se enviaron varios enlaces/);
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'pendiente_correo' }));
  const left = await desk.browser.get(desk.address);
  t.regex(left.text, /No se puede comprobar por teléfono/);
  t.regex(left.text, /Su cédula vigente/);
  t.notRegex(left.html, /name="contacto"/);
});

test('a message that is withheld or refused is said to be, and the check asks for another contact', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const desk = await open(app);
  for (let turn = 0; turn < 3; turn += 1) await send(app, desk);
  const page = await send(app, await open(app));
  t.regex(page.text, /No lo enviamos: ya se enviaron varios enlaces a ese contacto/);
});
