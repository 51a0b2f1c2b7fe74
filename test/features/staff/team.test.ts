import test from 'ava';
import { setRoles } from '../../../src/features/staff/use-cases/change-team.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { pressOn } from '../../helpers/cuenta.ts';
import { addStaff, openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const at = (path: string): string => `${app.issuer}${path}`;
const person = (id: string): string => at(`/mesa/equipo/persona/${id}`);

const invited = {
  run: '44.000.050-9',
  nombres: 'Ana María',
  paterno: 'Rojas',
  materno: '',
  correo: 'ana.rojas@sence.example',
  comuna: '05101',
  oficina: 'OMIL Valparaíso',
  rol_mostrador: 'si',
};

test('an administrador invites a person, whose link is shown to them alone, and opens the enrolment', async (t) => {
  const { browser } = await openStaff(app, { roles: ['administrador'], run: '44000051-7' });
  const form = await browser.get(at('/mesa/equipo/invitar'));
  const sent = await browser.send(form, invited);
  t.is(sent.status, 303, sent.text.slice(0, 400));
  const shown = await browser.follow(sent, app.issuer);
  const [, link = ''] = /(http\S+\/mesa\/inscripcion\/[\w-]{43})/.exec(shown.text) ?? [];
  t.regex((await openBrowser().get(link)).text, /Este enlace es para Ana María Rojas/);
  const other = await openStaff(app, { roles: ['administrador'], run: '44000052-5' });
  t.notRegex((await other.browser.get(shown.url)).text, /inscripcion\/[\w-]{43}/, 'a ticket opens in its own session');
  t.regex(
    (await browser.get(at('/mesa/equipo'))).text,
    /Ana María Rojas 44\.•••\.•••-9 OMIL Valparaíso Mostrador Invitada/,
  );
  const again = await browser.send(form, invited);
  t.is(again.status, 422);
  t.regex(again.text, /Ya hay una persona con este RUN/);
});

test('what is missing in an invitation is said at its field, and nothing typed is lost', async (t) => {
  const { browser } = await openStaff(app, { roles: ['administrador'], run: '44000053-3' });
  const form = await browser.get(at('/mesa/equipo/invitar'));
  const wrong = await browser.send(form, { ...invited, run: '1-1', oficina: '', rol_mostrador: '' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /Elija al menos un rol/);
  t.regex(wrong.html, /value="Ana María"/);
});

test('[threat 197] only an administrador changes the team, and never their own access', async (t) => {
  const { browser, member } = await openStaff(app, { roles: ['administrador'], run: '44000054-1' });
  const page = await browser.get(person(member.id));
  t.notRegex(page.html, /name="accion"/);
  const form = await browser.get(at('/mesa/equipo/invitar'));
  const ficha = { ...form, url: person(member.id) };
  for (const accion of ['suspender', 'devolver', 'enlace', 'roles']) {
    const sent = await pressOn(browser, ficha, { accion, rol_agente: 'si' });
    t.is(sent.status, 422, accion);
    t.regex(sent.text, /no puede cambiar su propio acceso/);
  }
  const others = ['agente', 'revisor', 'mostrador'] as const;
  const { browser: without } = await openStaff(app, { roles: [...others], run: '44000055-K' });
  const own = await without.get(at('/mesa/salir'));
  for (const path of ['/mesa/equipo', '/mesa/equipo/invitar', `/mesa/equipo/persona/${member.id}`])
    t.is((await without.get(at(path))).status, 403, path);
  t.is((await pressOn(without, { ...own, url: person(member.id) }, { accion: 'suspender' })).status, 403);
});

test('a member is suspended, restored, given roles and a new link by the page', async (t) => {
  const { browser } = await openStaff(app, { roles: ['administrador'], run: '44000056-8' });
  const { member, browser: theirs } = await openStaff(app, { run: '44000057-6' });
  const press = async (accion: string, more: Record<string, string> = {}) =>
    pressOn(browser, await browser.get(person(member.id)), { accion, ...more });
  const stateNow = async () => (await app.deps.staff.find(member.id))?.state;
  t.is((await press('suspender')).headers.get('location'), '/mesa/equipo?listo=suspended');
  t.is(await stateNow(), 'suspendida');
  t.is((await theirs.get(at('/mesa/salir'))).headers.get('location'), '/mesa/ingreso');
  t.is((await press('devolver')).headers.get('location'), '/mesa/equipo?listo=restored');
  t.is(await stateNow(), 'activa');
  t.is((await press('roles')).status, 422, 'no role at all');
  await press('roles', { rol_revisor: 'si', rol_auditor: 'si' });
  t.deepEqual((await app.deps.staff.find(member.id))?.roles, ['revisor', 'auditor']);
  const shown = await browser.follow(await press('enlace'), app.issuer);
  t.regex(shown.text, /inscripcion\/[\w-]{43}/);
  t.is((await browser.get(at('/mesa/equipo/persona/zork'))).status, 422);
});

test('[threat 198] of two administradores who suspend each other at once, one remains', async (t) => {
  const [one, other] = [
    await openStaff(app, { roles: ['administrador'], run: '44000058-4' }),
    await openStaff(app, { roles: ['administrador'], run: '44000059-2' }),
  ];
  const pages = [
    await one.browser.get(person(other.member.id)),
    await other.browser.get(person(one.member.id)),
  ] as const;
  const sent = await Promise.all([
    pressOn(one.browser, pages[0], { accion: 'suspender' }),
    pressOn(other.browser, pages[1], { accion: 'suspender' }),
  ]);
  t.true(sent.some(({ status }) => status === 303));
  const states = await Promise.all(
    [one, other].map(async ({ member }) => (await app.deps.staff.find(member.id))?.state),
  );
  t.deepEqual(states.toSorted(), ['activa', 'suspendida']);
});

test('[threat 420] the last auditor who works here keeps the role, also against an administrador, by the page', async (t) => {
  const { browser } = await openStaff(app, { roles: ['administrador'], run: '44000061-4' });
  for (const { id, roles } of (await app.deps.staff.list()).members)
    if (roles.includes('auditor')) await app.deps.staff.suspend(id);
  const last = await openStaff(app, { roles: ['auditor', 'revisor'], run: '44000062-2' });
  const take = async () =>
    pressOn(browser, await browser.get(person(last.member.id)), { accion: 'roles', rol_revisor: 'si' });
  const refused = await take();
  t.is(refused.status, 422);
  t.regex(refused.text, /No hay otra persona con el rol de auditoría que trabaje en la mesa/);
  t.deepEqual((await app.deps.staff.find(last.member.id))?.roles, ['revisor', 'auditor']);
  await openStaff(app, { roles: ['auditor'], run: '44000063-0' });
  t.is((await take()).headers.get('location'), '/mesa/equipo?listo=roles-set');
});

test('[threat 420] of two auditors from whom two administradores take the role at once, one keeps it', async (t) => {
  const own = await openTestApp();
  t.teardown(own.stop);
  const other = await own.beside();
  const ids = [];
  for (const _ of [1, 2]) ids.push((await openStaff(own, { roles: ['auditor'] })).member.id);
  const operator = { name: 'Operador', details: { by: 'Operador' } };
  const [first = '', second = ''] = ids;
  const done = await Promise.allSettled([
    setRoles(own.deps, operator, { id: first }, ['revisor']),
    setRoles(other.deps, operator, { id: second }, ['revisor']),
  ]);
  t.deepEqual(done.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const { members } = await own.deps.staff.list();
  t.is(members.filter(({ roles }) => roles.includes('auditor')).length, 1);
});

test('a member who was only invited stays invited after a suspension', async (t) => {
  const { id } = await addStaff(app, { roles: ['agente'], run: '44000060-6' });
  await app.deps.staff.suspend(id);
  t.is((await app.deps.staff.restore(id))?.state, 'invitada');
});
