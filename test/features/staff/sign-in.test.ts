import test, { type ExecutionContext } from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { authenticator } from '../../helpers/authenticator.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { passkeyAskedOn } from '../../helpers/passkey-pages.ts';
import { enrolledPasskey, identifies, shownByAnyone, whoIs } from '../../helpers/passkeys.ts';
import { openWithCamila } from '../../helpers/recovery.ts';
import { addStaff, openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const at = (path: string): string => `${app.issuer}${path}`;

/** Opens a link as its member does: the page, then the button. */
async function openLink(browser: Browser, token: string): Promise<Visit> {
  const page = await browser.get(at(`/mesa/inscripcion/${token}`));
  return browser.follow(await browser.send(page, {}), app.issuer);
}

/** Enrols this authenticator on the page of the enrolment. */
const enrol = (browser: Browser, page: Visit, device: ReturnType<typeof authenticator>): Promise<Visit> =>
  browser.send(page, { nombre: 'Mi llave', nueva: device.create(passkeyAskedOn(page, 'nueva')) });

/** A member with two authenticators, made by the pages. */
async function enrolled(t: ExecutionContext, run: string) {
  const member = await addStaff(app, { roles: ['agente'], run });
  const browser = openBrowser();
  const devices = [authenticator(app.issuer), authenticator(app.issuer, { counts: true })] as const;
  const first = await openLink(browser, await app.deps.staffLinks.make(member.id));
  t.regex(first.text, /Le faltan dos/);
  const second = await browser.follow(await enrol(browser, first, devices[0]), app.issuer);
  t.regex(second.text, /Guardamos su primera clave de acceso.*Le falta una/s);
  const end = await enrol(browser, second, devices[1]);
  t.is(end.headers.get('location'), '/mesa/ingreso?listo=enrolled');
  return { member, devices };
}

/** Signs in on the page of the desk. */
async function signIn(device: ReturnType<typeof authenticator>, wrong: object = {}) {
  const browser = openBrowser();
  const page = await browser.get(at('/mesa/ingreso'));
  return { browser, page, visit: await browser.send(page, { credencial: device.get(passkeyAskedOn(page), wrong) }) };
}

test('a member enrols two authenticators by the link, and signs in with either', async (t) => {
  const { member, devices } = await enrolled(t, '44000041-K');
  t.is((await app.deps.staff.find(member.id))?.state, 'activa');
  for (const device of devices) {
    const { browser, visit } = await signIn(device);
    t.is(visit.status, 303);
    t.regex((await browser.get(at('/mesa/salir'))).text, /Elisa Contreras Vera · Agente/);
  }
});

test('the cookie of the desk is Strict and kept from scripts, and no session of before goes on under it', async (t) => {
  const { devices } = await enrolled(t, '44000042-8');
  const browser = openBrowser();
  browser.cookies.set('cs_mesa', 'planted-by-somebody');
  const page = await browser.get(at('/mesa/ingreso'));
  const visit = await browser.send(page, { credencial: devices[0].get(passkeyAskedOn(page)) });
  t.regex(visit.headers.getSetCookie().join('\n'), /^cs_mesa=[\w-]{43}; path=\/; samesite=strict; httponly$/im);
  t.not(browser.cookies.get('cs_mesa'), 'planted-by-somebody');
});

test('[threat 194] opening a link does nothing; used once, replaced or fifteen minutes old it opens nothing', async (t) => {
  const member = await addStaff(app, { roles: ['agente'], run: '44000043-6' });
  const earlier = await app.deps.staffLinks.make(member.id);
  const token = await app.deps.staffLinks.make(member.id);
  t.is((await openBrowser().get(at(`/mesa/inscripcion/${earlier}`))).status, 410);
  const page = await openBrowser().get(at(`/mesa/inscripcion/${token}`));
  t.is(page.status, 200, 'a mail scanner opens it');
  const [one, other] = [openBrowser(), openBrowser()];
  const pages = await Promise.all([one, other].map((each) => each.get(at(`/mesa/inscripcion/${token}`))));
  const sent = await Promise.all([one, other].map((each, place) => each.send(pages[place] as Visit, {})));
  t.deepEqual(sent.map(({ status }) => status).toSorted(), [303, 410], 'one of two presses');
  t.is((await openBrowser().get(at(`/mesa/inscripcion/${token}`))).status, 410);
  t.is(await app.deps.staffLinks.read('x'), undefined);
});

test('[threat 195] a new link ends the lost authenticators and their sessions, and a suspended member has no use of one', async (t) => {
  const { member, devices } = await enrolled(t, '44000044-4');
  const { browser } = await signIn(devices[0]);
  await openLink(openBrowser(), await app.deps.staffLinks.make(member.id));
  t.is((await browser.get(at('/mesa/salir'))).headers.get('location'), '/mesa/ingreso');
  t.regex((await signIn(devices[0])).visit.text, /no es de una persona de la mesa/);
  const token = await app.deps.staffLinks.make(member.id);
  await app.deps.staff.suspend(member.id);
  t.is((await openBrowser().get(at(`/mesa/inscripcion/${token}`))).status, 410);
});

test('[threat 196] no passkey enters without verification of its user, of another site, or with a used answer', async (t) => {
  const { member, devices } = await enrolled(t, '44000045-2');
  for (const wrong of [
    { verified: false },
    { origin: 'https://mesa.example' },
    { userHandle: 'AAAA' },
    { challenge: 'AAAA' },
  ])
    t.is((await signIn(devices[0], wrong)).visit.status, 422, JSON.stringify(wrong));
  const { browser, page, visit } = await signIn(devices[0]);
  t.is(visit.status, 303);
  browser.cookies.delete('cs_mesa');
  const again = await browser.send(page, { credencial: devices[0].get(passkeyAskedOn(page)) });
  t.is(again.status, 422, 'a challenge is answered once');
  await app.deps.staff.suspend(member.id);
  t.regex((await signIn(devices[1])).visit.text, /acceso a la mesa de ayuda está suspendido/);
});

test('who is signed in is led on from the pages before the desk', async (t) => {
  const { browser } = await openStaff(app, { run: '44000046-0' });
  t.is((await browser.get(at('/mesa/ingreso'))).status, 303);
  t.is((await browser.get(at('/mesa/inscripcion'))).status, 303);
  t.is((await openBrowser().get(at('/mesa/inscripcion'))).headers.get('location'), '/mesa/ingreso');
});

test('[threat 196] a passkey of a citizen is unknown at the desk, and one of staff in a sign-in', async (t) => {
  const own = await openWithCamila(t);
  const { by: citizen } = await enrolledPasskey(own, await whoIs(own));
  const browser = openBrowser();
  const page = await browser.get(`${own.issuer}/mesa/ingreso`);
  const visit = await browser.send(page, { credencial: citizen.get(passkeyAskedOn(page)) });
  t.regex(visit.text, /no es de una persona de la mesa/);
  const { devices } = await enrolled(t, '44000047-9');
  t.is(await identifies(app.deps, await shownByAnyone(app.deps, devices[0])), 'passkey-unknown');
});
