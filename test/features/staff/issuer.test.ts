import test from 'ava';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { openTestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { acceptStaff, addStaff, openStaff } from '../../helpers/staff.ts';
import { openIssuer } from '../../helpers/staff-issuer.ts';

const issuer = await openIssuer();
const app = await openTestApp({ env: issuer.env });
issuer.trust(`${app.issuer}/mesa/ingreso/vuelta`);
test.after.always(async () => {
  await app.stop();
  await issuer.close();
});
const at = (path: string): string => `${app.issuer}${path}`;
const START = '/mesa/ingreso/institucion';

/** Presses the link of the sign-in; where the browser is sent. */
async function start(browser: Browser): Promise<URL> {
  const to = (await browser.get(at(START))).headers.get('location');
  if (!to) throw new Error('the browser is sent nowhere');
  return new URL(to);
}

/** Signs in at the issuer, in a browser of its own; the address that it sends back to. */
async function signInThere(to: URL): Promise<URL> {
  const page = openBrowser();
  let visit = await page.get(to.href);
  for (let hops = 0; hops < 5; hops += 1) {
    const next = new URL(visit.headers.get('location') ?? '', visit.url);
    if (next.origin === app.issuer) return next;
    visit = await page.get(next.href);
  }
  throw new Error('the issuer leads nowhere');
}

/** The whole sign-in; `change` is what an attacker does to either address. */
async function signIn(
  browser = openBrowser(),
  change: { there?: (to: URL) => void; back?: (to: URL) => void } = {},
): Promise<{ browser: Browser; back: URL; visit: Visit }> {
  const to = await start(browser);
  change.there?.(to);
  const back = await signInThere(to);
  change.back?.(back);
  return { browser, back, visit: await browser.get(back.href) };
}

/** A member whose link was opened, who then signs in as `sub`. */
async function bound(run: string, sub: string, roles: StaffMember['roles'] = ['agente']) {
  const member = await addStaff(app, { roles, run });
  Object.assign(issuer.person, { sub, roles: [...roles] });
  const browser = openBrowser();
  const page = await browser.get(at(`/mesa/inscripcion/${await app.deps.staffLinks.make(member.id)}`));
  const enrolment = await browser.follow(await browser.send(page, {}), app.issuer);
  return { member, enrolment, link: page, ...(await signIn(browser)) };
}

const whoOf = (browser: Browser): Promise<Visit> => browser.get(at('/mesa/salir'));
const acts = (act: string) =>
  app.raw.run<{ details: Record<string, string> }[]>((knex) => knex('audit').where({ act }).orderBy('id'));

test.serial('a link binds the account of the agency to its member, who signs in there from then on', async (t) => {
  const { member, link, enrolment, visit, browser } = await bound('44000130-5', 'u-elisa');
  t.regex(link.text, /Va a vincular su cuenta de la institución/);
  t.regex(enrolment.text, /ingrese una vez con su cuenta/);
  t.is(visit.status, 200, visit.text.slice(0, 300));
  t.regex(visit.html, /http-equiv="refresh" content="0;url=\/mesa"/);
  t.regex((await whoOf(browser)).text, /Elisa Contreras Vera · Agente/);
  t.is((await app.deps.staff.find(member.id))?.state, 'activa');
  const again = await signIn();
  t.regex((await whoOf(again.browser)).text, /Elisa Contreras Vera/);
  const page = await openBrowser().get(at('/mesa/ingreso'));
  t.regex(page.text, /Ingresar con la cuenta de la institución/);
  t.notRegex(page.html, /data-acceso/, 'passkeys do not open the desk');
  const to = await start(openBrowser());
  t.is(to.searchParams.get('code_challenge_method'), 'S256');
  t.is(to.searchParams.get('redirect_uri'), at('/mesa/ingreso/vuelta'));
  t.is(to.searchParams.get('prompt'), 'login');
});

test.serial(
  '[threat 306] an account that no link bound opens nothing, whatever it is called and whatever roles it has',
  async (t) => {
    await addStaff(app, { roles: ['administrador'], run: '44000131-3', email: 'jefa@sence.example' });
    Object.assign(issuer.person, { sub: 'jefa@sence.example', roles: ['administrador'] });
    const { visit, browser } = await signIn();
    t.is(visit.status, 422);
    t.regex(visit.text, /Esa cuenta no es de una persona de la mesa/);
    t.is((await whoOf(browser)).headers.get('location'), '/mesa/ingreso');
  },
);

test.serial(
  '[threat 306] an account that is bound is bound to no other member, and a new link unbinds it',
  async (t) => {
    const first = await bound('44000132-1', 'u-doble');
    const second = await bound('44000133-K', 'u-doble');
    t.regex(second.visit.text, /ya es de otra persona/);
    t.is((await app.deps.staff.find(second.member.id))?.state, 'invitada');
    await app.deps.staffLinks.spend(await app.deps.staffLinks.make(first.member.id));
    t.is((await whoOf(first.browser)).headers.get('location'), '/mesa/ingreso');
    t.regex((await signIn()).visit.text, /no es de una persona de la mesa/);
  },
);

test.serial(
  '[threat 307] another nonce, state, issuer or browser, and a code or an answer that was used, open nothing',
  async (t) => {
    await bound('44000134-8', 'u-marta');
    const set = (name: string, value: string) => (to: URL) => to.searchParams.set(name, value);
    const wrong = {
      'another nonce': { there: set('nonce', 'another') },
      'another issuer': { back: set('iss', 'https://otro.example') },
      'another state': { back: set('state', 'another') },
      'another code': { back: set('code', 'another') },
      'no proof key': { there: set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM') },
    };
    for (const [how, change] of Object.entries(wrong)) {
      const { visit, browser } = await signIn(openBrowser(), change);
      t.is(visit.status, 422, how);
      t.regex(visit.text, /no confirmó su ingreso|empezó en otro navegador/, how);
      t.is((await whoOf(browser)).headers.get('location'), '/mesa/ingreso', how);
    }
    const { back, browser } = await signIn();
    browser.cookies.delete('cs_mesa');
    t.regex((await browser.get(back.href)).text, /Este ingreso ya se usó/);
    const to = await start(browser);
    const replayed = new URL(back);
    replayed.searchParams.set('state', to.searchParams.get('state') ?? '');
    t.regex((await browser.get(replayed.href)).text, /no confirmó su ingreso/, 'a used code with a fresh state');
    const other = await signInThere(await start(browser));
    t.regex((await openBrowser().get(other.href)).text, /empezó en otro navegador/);
    const late = await signInThere(await start(browser));
    app.advance(11 * 60_000);
    t.regex((await browser.get(late.href)).text, /pasó su plazo/);
  },
);

test.serial(
  '[threat 308] the roles are those that the issuer gives now, and no others; auditors are told of a change',
  async (t) => {
    await openStaff(app, { roles: ['auditor'], run: '44000135-6', email: 'auditora@sence.example' });
    const { member, browser } = await bound('44000136-4', 'u-roles', ['agente', 'administrador']);
    await acceptStaff(app, member.id);
    issuer.person.roles = 'agente jefatura root';
    await signIn();
    t.deepEqual((await app.deps.staff.find(member.id))?.roles, ['agente']);
    t.is((await browser.get(at('/mesa/equipo'))).status, 403, 'a session of before has the roles of now');
    t.like((await acts('staff.roles-set')).at(-1)?.details, {
      by: 'issuer',
      set: 'agente',
      before: 'agente administrador',
    });
    const told = (await app.mailbox()) as unknown as { to: string; text?: string; body?: string }[];
    t.true(told.some((mail) => mail.to === 'auditora@sence.example' && JSON.stringify(mail).includes('127.0.0.1')));
    for (const roles of [[], undefined, ['root'], { agente: true }, 7]) {
      issuer.person.roles = roles;
      const { visit, browser: none } = await signIn();
      t.regex(visit.text, /no tiene roles en la mesa/);
      t.is((await whoOf(none)).headers.get('location'), '/mesa/ingreso');
      t.deepEqual((await app.deps.staff.find(member.id))?.roles, []);
    }
    t.is((await browser.get(at('/mesa'))).status, 403);
  },
);

test.serial('[threat 308] a suspended member stays out, whatever the issuer says', async (t) => {
  const { member, browser } = await bound('44000137-2', 'u-suspendida');
  await app.deps.staff.suspend(member.id);
  issuer.person.roles = ['administrador'];
  t.regex((await signIn()).visit.text, /acceso a la mesa de ayuda está suspendido/);
  t.deepEqual((await app.deps.staff.find(member.id))?.roles, ['agente']);
  t.is((await whoOf(browser)).headers.get('location'), '/mesa/ingreso');
  await app.deps.staff.restore(member.id);
  issuer.person.roles = ['agente'];
  t.is((await signIn()).visit.status, 200);
});

test.serial(
  '[threat 309] an enrolment that was begun before another link, or by a suspended member, binds nothing',
  async (t) => {
    for (const [nth, ends] of [
      ({ id }: StaffMember) => app.deps.staff.suspend(id),
      async ({ id }: StaffMember) => app.deps.staffLinks.spend(await app.deps.staffLinks.make(id)),
    ].entries()) {
      const member = await addStaff(app, { roles: ['agente'], run: `4400014${nth}-0` });
      Object.assign(issuer.person, { sub: `u-tarde-${nth}`, roles: ['agente'] });
      const browser = openBrowser();
      const page = await browser.get(at(`/mesa/inscripcion/${await app.deps.staffLinks.make(member.id)}`));
      await browser.send(page, {});
      const back = await signInThere(await start(browser));
      app.advance(1000);
      await ends(member);
      t.is((await browser.get(back.href)).status, 422);
      t.is(await app.deps.staff.findBySubject(`${issuer.url} u-tarde-${nth}`), undefined);
    }
  },
);

test.serial('no passkey opens the desk where the agency has its own provider', async (t) => {
  const browser = openBrowser();
  await browser.get(at('/mesa/ingreso'));
  const ficha = app.deps.tokens.csrfToken(browser.cookies.get('cs_navegador') ?? '', 'mesa-entrada');
  const { status, headers } = await browser.post(at('/mesa/ingreso'), { ficha, credencial: '{}', reto: 'x' });
  t.deepEqual([status, headers.get('location')], [303, '/mesa/ingreso']);
});

test.serial('while the issuer is down a page says so in bounded time, and what is signed in goes on', async (t) => {
  const { browser } = await bound('44000138-0', 'u-caida');
  const waiting = openBrowser();
  const answered = await signInThere(await start(waiting));
  issuer.fails = 500;
  t.is((await waiting.get(answered.href)).status, 503);
  app.advance(11 * 60_000);
  for (const how of [500, 'silent'] as const) {
    issuer.fails = how;
    const before = performance.now();
    const page = await openBrowser().get(at(START));
    t.is(page.status, 503, String(how));
    t.true(performance.now() - before < 8000);
    t.regex(page.text, /no responde. Espere un minuto.*Ingresar con la cuenta de la institución/s);
  }
  t.regex((await whoOf(browser)).text, /Elisa Contreras Vera/);
  issuer.fails = undefined;
  t.is((await signIn()).visit.status, 200);
});
