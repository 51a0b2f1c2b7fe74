import test from 'ava';
import { deskPages } from '../../../src/app/desk-pages.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { enterCuenta, isInCuenta } from '../../helpers/cuenta.ts';
import { addAuthenticator, addStaff, browserWith, openStaff } from '../../helpers/staff.ts';
import { attack, rowsOf } from '../../helpers/tampered.ts';

const MINUTE = 60_000;
const app = await openTestApp();
test.after.always(() => app.stop());

const leave = `${app.issuer}/mesa/salir`;

test.serial('a session ends after fifteen idle minutes, and after eight hours of work', async (t) => {
  const { token } = await openStaff(app);
  app.advance(14 * MINUTE);
  t.not(await app.deps.staffSessions.use(token), 'idle');
  app.advance(16 * MINUTE);
  t.is(await app.deps.staffSessions.use(token), 'idle');
  const { token: long } = await openStaff(app);
  for (let times = 0; times < 48; times += 1) {
    t.is(typeof (await app.deps.staffSessions.use(long)), 'object');
    app.advance(10 * MINUTE);
  }
  t.is(await app.deps.staffSessions.use(long), 'over');
});

test('a member with a session opens a page of the desk and reads who is in', async (t) => {
  const { browser } = await openStaff(app, { roles: ['agente', 'revisor'] });
  const page = await browser.get(leave);
  t.is(page.status, 200);
  t.regex(page.text, /Elisa Contreras Vera · Agente, Revisión · Mesa central/);
});

test('a member without the role for a page reads which roles open it, and goes on to the first tab of their own', async (t) => {
  const { browser } = await openStaff(app, { roles: ['agente'], run: '44000023-1' });
  const page = await browser.get(`${app.issuer}/mesa/equipo`);
  t.is(page.status, 403);
  t.regex(page.text, /Elisa Contreras Vera · Agente/);
  t.regex(page.text, /Quién la abre Auditoría Administración|Quién la abre Administración Auditoría/);
  t.regex(page.html, /<a class="btn an" href="\/mesa">Ir a Buscar<\/a>/);
  t.notRegex(page.text, /Código de atención|800 80 10 30 para/);
});

test('no two tabs of the desk are one, so that one alone is marked as this page', (t) => {
  const tabs = deskPages.flatMap(({ tab }) => (tab ? [tab] : []));
  t.deepEqual([...new Set(tabs)], tabs);
});

test('a stranger is sent to the sign-in of the desk, and learns nothing', async (t) => {
  const page = await openBrowser().get(leave);
  t.is(page.status, 303);
  t.is(page.headers.get('location'), '/mesa/ingreso');
});

test('[threat 190] the session of a citizen opens nothing at the desk, and the session of staff nothing in Mi cuenta', async (t) => {
  const citizen = await enterCuenta(app);
  t.is((await citizen.get(leave)).headers.get('location'), '/mesa/ingreso');
  const cuenta = citizen.cookies.get('cs_cuenta') ?? '';
  t.is((await browserWith(cuenta).get(leave)).headers.get('location'), '/mesa/ingreso');
  const { browser, token } = await openStaff(app);
  t.false(await isInCuenta(app, browser));
  const other = openBrowser();
  other.cookies.set('cs_cuenta', token);
  t.false(await isInCuenta(app, other));
});

test('[threat 191] a member who is suspended with a session in hand is out at the next request, at every server', async (t) => {
  const { browser, member, token } = await openStaff(app);
  t.is((await browser.get(leave)).status, 200);
  const beside = await app.beside();
  await app.deps.staff.suspend(member.id);
  t.is((await browser.get(leave)).headers.get('location'), '/mesa/ingreso');
  t.is(await beside.deps.staffSessions.use(token), 'over');
  await app.deps.staff.restore(member.id);
  t.is((await app.deps.staff.find(member.id))?.state, 'activa');
  t.is(
    (await browserWith(token).get(leave)).headers.get('location'),
    '/mesa/ingreso',
    'a session of before stays over',
  );
});

test('[threat 192] one authenticator opens nothing but the enrolment', async (t) => {
  const { id } = await addStaff(app, { roles: ['administrador'], run: '44000020-7' });
  await addAuthenticator(app, id, 'Llave');
  const token = await app.deps.staffSessions.begin(id, 'passkey');
  t.is((await browserWith(token).get(leave)).headers.get('location'), '/mesa/inscripcion');
  const link = await app.deps.staffSessions.begin(id, 'link');
  await addAuthenticator(app, id, 'Otra llave');
  t.is((await browserWith(link).get(leave)).headers.get('location'), '/mesa/inscripcion', 'a link never opens more');
});

test('a form of another session has no effect, and «Salir» ends the session', async (t) => {
  const [one, other] = [await openStaff(app, { run: '44000021-5' }), await openStaff(app, { run: '44000022-3' })];
  const page = await one.browser.get(leave);
  const ficha = /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  t.is((await other.browser.post(leave, { ficha })).status, 403);
  t.is((await one.browser.send(page, {})).headers.get('location'), '/mesa/ingreso?listo=left');
  t.is(await app.deps.staffSessions.use(one.token), 'over');
  t.is((await other.browser.get(leave)).status, 200);
});

test('[threat 193] a row of staff that another hand wrote opens nothing: role, state, authenticators, session', async (t) => {
  const edits = [
    "update staff set roles = 'agente administrador', mac = mac where id = :id",
    "update staff set office = 'Otra' where id = :id",
    'delete from staff_authenticators where id = (select id from staff_authenticators where staff_id = :id limit 1)',
    "update staff_sessions set expires_at = expires_at + interval '1 day' where staff_id = :id",
  ];
  for (const [place, sql] of edits.entries()) {
    const { browser, member } = await openStaff(app, { run: `4400003${place}-${'4206'.charAt(place)}` });
    await app.raw.run((knex) =>
      knex.raw('alter table staff disable trigger all; alter table staff_sessions disable trigger all'),
    );
    await attack(app, sql, { id: member.id });
    const page = await browser.get(leave);
    if (sql.startsWith('delete'))
      await t.throwsAsync(() => app.deps.staffAuthenticators.of(member.id), { name: 'TamperedRow' });
    else t.is(page.status, 500, sql);
  }
  t.true((await rowsOf(app, 'staff')).length > 0);
});
