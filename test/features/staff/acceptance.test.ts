/** One administrador alone is not two people: who gets access waits until another member accepts them. */
import test from 'ava';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { openTestApp } from '../../helpers/app.ts';
import { isRefusedFor, openCamilasCase } from '../../helpers/cases.ts';
import { pressOn } from '../../helpers/cuenta.ts';
import { openWithCamila, runNumber } from '../../helpers/recovery.ts';
import { type AtDesk, acceptStaff, addAuthenticator, browserWith, openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const at = (path: string): string => `${app.issuer}${path}`;
let people = 44_000_400;
const open = (roles: readonly [StaffMember['roles'][number], ...StaffMember['roles']], more: object = {}) => {
  people += 1;
  return openStaff(app, { roles, run: runNumber(people), ...more });
};

const WAITING = '/mesa/por-aceptar';
const reason = { por_que: 'Hablé con ella en su oficina' };
const stateOf = async (id: string) => (await app.deps.staff.find(id))?.acceptance;

/** Presses a button of the page where one accepts. */
async function press(who: AtDesk, id: string, accion: 'aceptar' | 'retirar', more: object = reason) {
  const page = await who.browser.get(at(`/mesa/equipo/aceptar/${id}`));
  const form = await who.browser.get(at('/mesa/salir'));
  return pressOn(who.browser, { ...form, html: form.html + page.html, url: page.url }, { accion, ...more });
}

/** Does what the page of a member does, and ends as a member with two authenticators and a session. */
async function give(who: AtDesk, id: string, accion: string, more: Record<string, string> = {}) {
  const page = await who.browser.get(at(`/mesa/equipo/persona/${id}`));
  return pressOn(who.browser, page, { accion, ...more });
}

test('[threat 335] whom an administrador invites opens one page, until another member accepts them with a reason', async (t) => {
  const inviter = await open(['administrador', 'auditor'], { office: 'Arica' });
  const auditor = await open(['auditor'], { office: 'Maule', email: 'auditora@sence.example' });
  const form = await inviter.browser.get(at('/mesa/equipo/invitar'));
  people += 1;
  const typed = { run: runNumber(people), nombres: 'Ana', paterno: 'Rojas', correo: 'ana@sence.example' };
  await inviter.browser.send(form, { ...typed, comuna: '05101', oficina: 'OMIL', rol_revisor: 'si' });
  const { id = '' } = (await app.deps.staff.list()).members.find(({ office }) => office === 'OMIL') ?? {};
  t.regex((await press(auditor, id, 'aceptar')).text, /cuando termine su inscripción/);
  for (const label of ['Una', 'Otra']) await addAuthenticator(app, id, label);
  const theirs = browserWith(await app.deps.staffSessions.begin(id, 'passkey'));
  t.is((await theirs.get(at('/mesa/casos'))).headers.get('location'), WAITING);
  const waiting = await theirs.get(at(WAITING));
  t.regex(waiting.text, /Espera desde.*A quién pedirlo.*Elisa Contreras Vera, Maule/s);
  t.notRegex(waiting.text, /Elisa Contreras Vera, Arica/, 'who invited them is not asked');
  const alone = await press(inviter, id, 'aceptar');
  t.is(alone.status, 422);
  t.regex(alone.text, /Usted dio a esta persona el acceso/);
  t.is((await press(auditor, id, 'aceptar', { por_que: 'sí' })).status, 422, 'a written reason');
  t.is((await press(auditor, id, 'aceptar')).headers.get('location'), '/mesa/equipo?listo=accepted');
  t.is((await theirs.get(at('/mesa/casos'))).status, 200);
  t.regex((await theirs.get(at(WAITING))).text, /Su acceso está aceptado.*Ir a la mesa/s);
  t.regex((await auditor.browser.get(at(`/mesa/equipo/aceptar/${id}`))).text, /Hablé con ella en su oficina/);
  const mails = (await app.mailbox()).filter(({ to, text }) => to === 'auditora@sence.example' && text.includes('Ana'));
  t.true(mails.some(({ text }) => /Invitación.*Que otra persona la acepte, en Equipo/s.test(text)));
  t.true(mails.some(({ text }) => text.includes('Aceptación de otra persona')));
});

test('[threat 335] a new role, a new link, a return and an invitation by the same administrador alone make no second person', async (t) => {
  const alone = await open(['administrador', 'revisor']);
  const other = await open(['auditor']);
  const ways = {
    'a new role': (id: string) => give(alone, id, 'roles', { rol_agente: 'si', rol_administrador: 'si' }),
    'a new link': (id: string) => give(alone, id, 'enlace'),
    'a return': async (id: string) => {
      await give(alone, id, 'suspender');
      return give(alone, id, 'devolver');
    },
  };
  for (const [how, act] of Object.entries(ways)) {
    const { member, browser } = await open(['agente']);
    t.is((await act(member.id)).status, 303, how);
    t.is((await stateOf(member.id))?.accepted, undefined, how);
    if (how !== 'a return') t.is((await browser.get(at('/mesa/casos'))).headers.get('location'), WAITING, how);
    t.regex((await press(alone, member.id, 'aceptar')).text, /Usted dio a esta persona el acceso/, how);
    t.is((await press(other, member.id, 'aceptar')).status, 303, how);
    t.truthy((await stateOf(member.id))?.accepted, how);
  }
  const { member, browser } = await open(['agente', 'revisor']);
  await give(alone, member.id, 'roles', { rol_agente: 'si' });
  t.is((await browser.get(at('/mesa/casos'))).status, 200, 'fewer roles need no one');
});

test('[threat 380] a page that was open while roles, link or authenticators changed gives and accepts nothing', async (t) => {
  const [corrupt, honest] = [await open(['administrador']), await open(['auditor', 'administrador'])];
  const { member } = await open(['mostrador']);
  const accept = at(`/mesa/equipo/aceptar/${member.id}`);
  const changes = {
    roles: () => give(corrupt, member.id, 'roles', { rol_revisor: 'si', rol_administrador: 'si' }),
    link: () => give(corrupt, member.id, 'enlace'),
    authenticators: async () => {
      await app.deps.staffLinks.spend(await app.deps.staffLinks.make(member.id, corrupt.member.id));
      for (const label of ['De otra', 'Y otra']) await addAuthenticator(app, member.id, label);
    },
  };
  await give(corrupt, member.id, 'enlace');
  for (const [what, change] of Object.entries(changes)) {
    const pages = [await honest.browser.get(accept), await honest.browser.get(at(`/mesa/equipo/persona/${member.id}`))];
    await change();
    const before = await app.deps.staff.find(member.id);
    for (const [accion, page] of [
      ['aceptar', pages[0]],
      ['roles', pages[1]],
      ['enlace', pages[1]],
    ] as const) {
      const sent = page && (await pressOn(honest.browser, page, { accion, rol_agente: 'si', ...reason }));
      t.is(sent?.status, 422, `${what}: ${accion}`);
      t.regex(sent?.text ?? '', /cambió mientras usted lo veía/, `${what}: ${accion}`);
    }
    t.deepEqual(await app.deps.staff.find(member.id), before, what);
  }
  t.is((await press(honest, member.id, 'aceptar')).status, 303, 'what the page shows now');
});

test('[threat 335] authenticators that come after the acceptance wait for another one', async (t) => {
  const [alone, other, third] = [await open(['administrador']), await open(['auditor']), await open(['agente'])];
  await give(alone, third.member.id, 'enlace');
  const token = await app.deps.staffLinks.make(third.member.id, alone.member.id);
  t.is((await press(other, third.member.id, 'aceptar')).status, 303, 'too early');
  await app.deps.staffLinks.spend(token);
  for (const label of ['Una', 'Otra']) await addAuthenticator(app, third.member.id, label);
  t.deepEqual((await stateOf(third.member.id))?.by, [alone.member.id]);
  t.is((await press(alone, third.member.id, 'aceptar')).status, 422);
  t.is((await press(other, third.member.id, 'aceptar')).status, 303);
});

test('[threat 335] who waits accepts no one, and no one accepts or ends their own access', async (t) => {
  const [one, other, auditor] = [await open(['auditor']), await open(['administrador']), await open(['auditor'])];
  t.is((await press(auditor, one.member.id, 'retirar')).headers.get('location'), '/mesa/equipo?listo=acceptance-ended');
  t.is((await press(one, other.member.id, 'retirar')).headers.get('location'), WAITING);
  t.regex((await press(other, other.member.id, 'retirar')).text, /no puede cambiar su propio acceso/);
  const { member } = await open(['agente'], { name: { given: 'Eva', paternal: 'Soto', maternal: undefined } });
  t.is((await press(await open(['revisor']), member.id, 'retirar')).status, 403);
  t.truthy((await stateOf(member.id))?.accepted);
});

test('[threat 339] an acceptance that ended a moment ago, or a new link, decides no case', async (t) => {
  const own = await openWithCamila(t);
  const [agente, revisor] = [await openStaff(own), await openStaff(own, { roles: ['revisor'], office: 'Maule' })];
  const folio = await openCamilasCase(own, 'factor-perdido');
  const [first, second] = [agente.member.id, revisor.member.id];
  await attestDocument(own.deps, { folio, member: first }, { document: 'cedula', number: 'A1', expires: '2030-01-01' });
  const no = { outcome: 'rechazada', reason: 'El documento no es de la persona' } as const;
  await proposeDecision(own.deps, { folio, member: first }, no);
  const confirm = () => confirmDecision(own.deps, { folio, member: second });
  await own.deps.staff.endAcceptance(second, { by: undefined, name: 'Iván', reason: 'No la conozco' });
  await isRefusedFor(t, 'not-accepted', confirm);
  await acceptStaff(own, second);
  await own.deps.staffLinks.make(second);
  await isRefusedFor(t, 'not-accepted', confirm);
  await acceptStaff(own, second);
  await own.deps.staff.endAcceptance(first, { by: undefined, name: 'Iván', reason: 'No la conozco' });
  await isRefusedFor(t, 'proposer-out', confirm);
  await acceptStaff(own, first);
  t.is((await confirm()).state, 'resuelta');
});
