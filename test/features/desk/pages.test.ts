/** The pages of the desk: who opens them, what their addresses carry, and what no response of theirs shows. */
import test from 'ava';
import { openCase } from '../../../src/account/open-case.ts';
import { deskPages } from '../../../src/app/desk-pages.ts';
import { monthOf } from '../../../src/domain/month.ts';
import type { StaffRole } from '../../../src/domain/staff.ts';
import { staffRoles } from '../../../src/domain/staff.ts';
import { answerCall } from '../../../src/features/caller/use-cases/answer-call.ts';
import { listActivity } from '../../../src/features/my-account/use-cases/list-activity.ts';
import { deskActs } from '../../../src/locales/es-CL/desk/acts.ts';
import type { TestApp } from '../../helpers/app.ts';
import type { Browser, Visit } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { enterCuenta, isInCuenta } from '../../helpers/cuenta.ts';
import { because, deskActsIn } from '../../helpers/desk.ts';
import { ROSAS_MAIL } from '../../helpers/new-device.ts';
import {
  accountNow,
  camila,
  elsewhere,
  messagesTo,
  openWithCamila,
  outcomeOf,
  tokenIn,
} from '../../helpers/recovery.ts';
import { type AtDesk, browserWith, openStaff } from '../../helpers/staff.ts';

const reason = { motivo: because.reason, por_que: because.words };
const linkIn = ({ html }: Visit, shape: RegExp): string => shape.exec(html)?.[1] ?? '';

/** Searches as the page does, and follows to the result. */
async function searchAs({ browser }: Pick<AtDesk, 'browser'>, app: TestApp, busqueda: string): Promise<Visit> {
  const page = await browser.get(`${app.issuer}/mesa`);
  return browser.follow(await browser.send(page, { busqueda }), app.issuer);
}

/** Opens the sheet of an account by its number. */
async function openAs(at: AtDesk, app: TestApp, typed: string = camila.rut): Promise<Visit> {
  const found = await searchAs(at, app, typed);
  const page = await at.browser.get(app.issuer + linkIn(found, /href="(\/mesa\/abrir\/[^"]+)"/));
  return at.browser.follow(await at.browser.send(page, reason), app.issuer);
}

/** An agent has the link sent from the result of a search; gives the page of the call. */
async function callAs({ browser }: Pick<AtDesk, 'browser'>, app: TestApp): Promise<Visit> {
  const found = await searchAs({ browser }, app, camila.rut);
  const page = await browser.get(app.issuer + linkIn(found, /href="(\/mesa\/llamada\/[^"]+)"/));
  return browser.follow(await browser.send(page, { contacto: 'email' }), app.issuer);
}

const actAs = async (browser: Browser, app: TestApp, sheet: Visit, action: string): Promise<Visit> => {
  const page = await browser.get(`${sheet.url.split('?')[0]}/accion/${action}`);
  return browser.follow(await browser.send(page, reason), app.issuer);
};

test('[ux 35] from the search to the sheet: no number in an address, a masked line, a reason, and the trail before the page', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const found = await searchAs(agent, app, camila.rut);
  t.regex(found.url, /\/mesa\/busqueda\/[\w-]+/);
  t.notRegex(decodeURIComponent(found.url), /44\.?000\.?003/);
  t.regex(found.text, /RUT 44\.•••\.•••-7/);
  const asked = await agent.browser.get(app.issuer + linkIn(found, /href="(\/mesa\/abrir\/[^"]+)"/));
  const bare = await agent.browser.send(asked, { motivo: '', por_que: 'corto' });
  t.is(bare.status, 422);
  t.true(bare.text.includes('Elija el motivo.') && bare.text.includes('al menos 10 caracteres'));
  t.is((await deskActsIn(app)).filter(({ act }) => act === 'desk.visit').length, 0);
  const answer = await agent.browser.send(asked, reason);
  t.is((await deskActsIn(app)).filter(({ act }) => act === 'desk.visit').length, 1, 'recorded with the redirect');
  const sheet = await agent.browser.follow(answer, app.issuer);
  t.regex(sheet.text, /Ficha/);
  t.regex(sheet.text, /Comprobada con documento/);
  t.regex(sheet.text, /c•••@c•••\.example/);
  t.regex(sheet.text, /\+56 9 •••• 0003/);
  t.notRegex(sheet.html, /accion\/lift-pause/, 'there is no pause');
});

test('[threat 234] the address of a sheet opens nothing in the session of another member, after 15 minutes, or in place of another page', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const [one, other] = [await openStaff(app, { roles: ['agente'] }), await openStaff(app, { roles: ['revisor'] })];
  const sheet = await openAs(one, app);
  t.regex(sheet.url, /\/mesa\/ficha\//);
  for (const address of [sheet.url, `${sheet.url}/accion/freeze`]) {
    const answer = await other.browser.get(address);
    t.is(answer.status, 303);
    t.is(answer.headers.get('location'), '/mesa');
  }
  for (const address of [
    sheet.url.replace('ficha', 'abrir'),
    sheet.url.replace('ficha', 'busqueda'),
    sheet.url.replace('/ficha/', '/ficha/x'),
    `${app.issuer}/mesa/ficha/x`,
    `${sheet.url}/accion/thaw`,
  ])
    t.is((await one.browser.get(address)).headers.get('location'), '/mesa', address);
  app.advance(14 * 60_000);
  t.is((await one.browser.get(sheet.url)).status, 200);
  app.advance(2 * 60_000);
  t.is((await one.browser.get(sheet.url)).headers.get('location'), '/mesa');
});

test('[threat 235] each page opens to its roles alone: GET and POST, times every role', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const sheet = await openAs(agent, app);
  const own = deskPages.filter(
    ({ path }) => path !== '/mesa/salir' && /^\/mesa(?:$|\/(?:busqueda|abrir|ficha)\/)/.test(path),
  );
  t.true(own.length >= 5);
  for (const role of staffRoles) {
    const { browser } = await openStaff(app, { roles: [role] });
    for (const { path, roles, act } of own) {
      const address =
        app.issuer + path.replace(':ticket', sheet.url.split('/').at(-1) ?? '').replace(':accion', 'freeze');
      const opens = (roles as readonly StaffRole[]).includes(role);
      t.is((await browser.get(address)).status === 403, !opens, `${role} GET ${path}`);
      if (act && !opens) t.is((await browser.post(address, { ficha: 'x' })).status, 403, `${role} POST ${path}`);
    }
  }
  t.is((await accountNow(app)).state, 'activa');
});

test('[threat 236] no response of the desk shows a key, an answer, a code, or a whole contact, and an auditor has no action', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const { personal, keyHash, question } = await accountNow(app);
  await app.deps.notifier.send(
    { kind: 'update-code', code: '271828', minutes: 10 },
    { channel: 'mail', to: personal.email },
    (await accountNow(app)).id,
  );
  for (let place = 0; place < 5; place += 1) await outcomeOf(app, 'no es esta', { visitor: elsewhere(place) });
  const bodies: Visit[] = [];
  const sheet = await openAs(agent, app);
  bodies.push(await searchAs(agent, app, camila.email), await searchAs(agent, app, 'CS-2222-2222'), sheet);
  for (const action of ['recovery', 'resend', 'lift-pause', 'end-sessions', 'freeze']) {
    bodies.push(
      await agent.browser.get(`${sheet.url}/accion/${action}`),
      await actAs(agent.browser, app, sheet, action),
    );
  }
  const auditor = await openStaff(app, { roles: ['auditor'] });
  const read = await openAs(auditor, app);
  bodies.push(read);
  t.false(read.html.includes('/accion/'));
  t.true(bodies.length >= 13);
  const secrets = [camila.email, camila.mobile, '940000003', '9 4000 0003', keyHash, question?.answerHash, '271828'];
  for (const { html, url } of bodies) {
    t.true(html.length > 500, url);
    for (const secret of secrets) t.false(secret !== undefined && html.includes(secret), `${url}: ${secret}`);
    t.notRegex(html, /44\.?000\.?003/, url);
    t.notRegex(html, /\$argon2|Un quiltro/, url);
  }
  t.true(bodies.some(({ text }) => text.includes('Terminó la pausa')));
  t.true(bodies.some(({ text }) => text.includes('La cuenta quedó detenida')));
});

test('[floor 10] sessions that the desk ends are told by mail, with «No fui yo» and without the device of the member', async (t) => {
  const app = await openWithCamila(t);
  const citizen = await enterCuenta(app);
  const agent = await openStaff(app, { roles: ['revisor'] });
  const sheet = await openAs(agent, app, rosa.rut);
  const done = await actAs(agent.browser, app, sheet, 'end-sessions');
  t.regex(done.text, /Cerramos las sesiones/);
  t.false(await isInCuenta(app, citizen));
  const [told] = await messagesTo(app, ROSAS_MAIL);
  t.regex(told?.text ?? '', /La mesa de ayuda cerró sesiones/);
  t.regex(told?.text ?? '', /\/no-fui-yo\//);
  t.notRegex(told?.text ?? '', /Equipo/);
});

test('what was typed into the box comes back only where it is unreadable, and a search that finds nothing says so', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const page = await agent.browser.get(`${app.issuer}/mesa`);
  const wrong = await agent.browser.send(page, { busqueda: 'Camila Rojas' });
  t.is(wrong.status, 422);
  t.true(wrong.html.includes('value="Camila Rojas"'));
  t.regex((await searchAs(agent, app, '44.000.099-1')).text, /No encontramos cuentas/);
  t.regex((await searchAs(agent, app, 'LD-2222-2222')).text, /No encontramos cuentas/);
});

test('an open case is found by its folio, and the sheet shows its kind, state and term', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const account = await accountNow(app);
  const visitor = { ...elsewhere(), reference: 'CS-8G4L-2B7M' };
  const asked = { kind: 'factor-perdido', openedBy: 'person', holder: { account } } as const;
  const { folio } = await openCase(app.deps, asked, visitor);
  const agent = await openStaff(app, { roles: ['agente'] });
  const sheet = await openAs(agent, app, folio);
  t.regex(sheet.text, /CS-8G4L-2B7M Espera a la persona/);
});

test('from the search to a call that is confirmed, and from there to the sheet, which says by which contact', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const asked = await callAs(agent, app);
  t.false(asked.html.includes('/mesa/abrir/'), 'no way to the sheet before it is confirmed');
  const call = await app.deps.deskCalls.latest((await accountNow(app)).id, agent.member.id);
  await answerCall(app.deps, await tokenIn(app, camila.email, 'llamada'), call?.numbers.said ?? '', elsewhere());
  const confirmed = await agent.browser.get(asked.url);
  const form = await agent.browser.get(app.issuer + linkIn(confirmed, /href="(\/mesa\/abrir\/[^"]+)"/));
  t.regex(form.html, /<option value="llamada" selected/);
  const sheet = await agent.browser.follow(await agent.browser.send(form, reason), app.issuer);
  t.regex(sheet.text, /Quien llama está comprobado\. Lo confirmó desde su correo c•••@c•••\.example a las \d/);
  const visit = (await deskActsIn(app)).findLast(({ act }) => act === 'desk.visit');
  t.like(visit, { act: 'desk.visit', details: { reason: 'llamada', caller: 'email' } });
  const { entries } = await listActivity(app.deps, (await accountNow(app)).id, {
    month: monthOf(app.deps.now()),
    page: 1,
  });
  t.regex(deskActs['desk.visit'](entries[0]?.details ?? {}, ''), /una llamada de quien lo confirmó desde su correo$/);
  app.advance(31 * 60_000);
  const late = await openAs(
    { ...agent, browser: browserWith(await app.deps.staffSessions.begin(agent.member.id, 'passkey')) },
    app,
  );
  t.regex(late.text, /Quien llama no está comprobado\. No le diga nada/, 'half an hour later it counts for nothing');
});

test('a sheet that is opened for a call without a check says so, as trail and Actividad do, and an auditor asks no caller', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const agent = await openStaff(app, { roles: ['agente'] });
  const sheet = await openAs(agent, app);
  t.regex(sheet.text, /Quien llama no está comprobado/);
  t.is((await agent.browser.get(app.issuer + linkIn(sheet, /href="(\/mesa\/llamada\/[^"]+)"/))).status, 200);
  const { entries } = await listActivity(app.deps, (await accountNow(app)).id, {
    month: monthOf(app.deps.now()),
    page: 1,
  });
  t.like(entries[0], { act: 'desk.visit', details: { caller: 'none' } });
  t.regex(deskActs['desk.visit'](entries[0]?.details ?? {}, ''), /de alguien que no lo confirmó desde sus contactos$/);
  await callAs(await openStaff(app, { roles: ['agente'] }), app);
  const other = await app.deps.deskCalls.latest((await accountNow(app)).id, agent.member.id);
  t.is(other, undefined, 'the check of another agent is not this one');
  const auditor = await openStaff(app, { roles: ['auditor'] });
  for (const page of [await searchAs(auditor, app, camila.rut), await openAs(auditor, app)])
    t.notRegex(page.html, /\/mesa\/llamada\//);
});
