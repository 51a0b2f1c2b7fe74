/** C1: a short key that outlived the second factor beside it is replaced before the sign-in ends. */
import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, asksForKey, redeem, rosa } from '../../helpers/client-app.ts';
import { asksForDeviceCode, ROSAS_MAIL } from '../../helpers/new-device.ts';
import { openNewDevice } from '../../helpers/new-device-app.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { endAll, factorsOf, keyTo, LONG, SHORT, stored } from '../../helpers/short-key.ts';

const MINUTE = 60_000;
const isLongerKey = (page: Visit): boolean => page.url.includes('/clave-corta/') && page.html.includes('name="clave2"');
const ticketOf = ({ url }: Visit): string => url.split('/').at(-1) ?? '';
const chosen = { clave: LONG, clave2: LONG, accion: 'cambiar' };

/** Rosa's short key, whose factor ended without a new key. */
async function open(t: ExecutionContext, opened: Parameters<typeof openNewDevice>[1] = {}) {
  const at = await openNewDevice(t, opened);
  const { app, account, giveKey, see, type, code } = at;
  await enrolled(app, { account: await account(), serial: requireSerial(rosa.serial) });
  await keyTo(app, await account(), SHORT);
  app.advance(MINUTE);
  await endAll(app, await account());
  /** From the key to the page that asks for a longer one. */
  const reach = async () => {
    const began = await giveKey({ clave: SHORT });
    t.true(asksForDeviceCode(began.page), 'the code of the mailbox comes first');
    return { ...began, page: await type(began.browser, await see(began.browser, began.page), await code()) };
  };
  return { ...at, reach };
}

test('[C1] the sign-in by a key that became too short asks for a longer one last, and no session exists before it', async (t) => {
  const { app, client, account, go, reach, silently, told } = await open(t);
  const { browser, checks, page } = await reach();
  t.true(isLongerKey(page), page.text.slice(0, 200));
  t.regex(page.text, /La eligió cuando tenía un segundo factor.*de 15 caracteres o más/);
  t.is(await silently(browser), 'login_required');
  t.is((await told()).logins, 0);
  const done = await go(browser, page, chosen);
  const tokens = await redeem(client, answerOf(done), checks);
  t.is(tokens.claims()?.acr, 'urn:sence:clave');
  t.is(await silently(browser), 'in');
  t.deepEqual(await told(), { logins: 1, notices: 1 });
  t.falsy((await stored(app, (await account()).id)).keyShort);
});

test('[C1, threat 151] the key alone replaces nothing in a browser that the account does not know', async (t) => {
  const { account, giveKey, reach } = await open(t);
  const before = await account();
  const { browser, page } = await giveKey({ clave: SHORT });
  const forged = page.url.replace('/equipo/', '/clave-corta/');
  t.false(isLongerKey(await browser.get(forged)));
  const other = await reach();
  const { hidden } = formOf(other.page);
  const sent = await other.browser.post(other.page.url.replace(/[^/]+$/, ticketOf(page)), { ...hidden, ...chosen });
  t.false(sent.headers.has('location'), 'nor by the form of another sign-in');
  t.is((await browser.post(forged, { ...formOf(page).hidden, ...chosen })).status, 403);
  t.is((await account()).keyHash, before.keyHash);
});

test('[C1] a short, equal or guessable key is refused there, and the sign-in waits', async (t) => {
  const { go, reach, silently } = await open(t);
  const { browser, page } = await reach();
  for (const [clave, said] of [
    ['Quiltro-78', /entre 15 y 64 caracteres/],
    ['rosa@correo.example', /fácil de adivinar/],
  ] as const) {
    const again = await go(browser, page, { clave, clave2: clave, accion: 'cambiar' });
    t.is(again.status, 422, clave);
    t.regex(again.text, said);
    t.true(isLongerKey(again));
  }
  t.is(await silently(browser), 'login_required');
});

test('[C1] a double click changes one key and ends in one sign-in', async (t) => {
  const { app, reach, silently, told } = await open(t, { throttles: 'on' });
  const { browser, page } = await reach();
  const changes = async () =>
    (await app.mailbox()).filter(({ to, subject }) => to === ROSAS_MAIL && subject === 'Su Clave Sence fue cambiada');
  const before = (await changes()).length;
  const answers = await Promise.all([1, 2, 3].map(() => browser.send(page, chosen)));
  t.deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 303],
  );
  await browser.get(new URL(answers[0]?.headers.get('location') ?? '', app.issuer).href);
  t.is(await silently(browser), 'in');
  t.is((await told()).logins, 1);
  t.is((await changes()).length, before + 1);
});

test('[C1] the page is of one sign-in in one browser, and falls after half an hour and with the key', async (t) => {
  const { app, account, go, begin, reach, see, silently } = await open(t);
  const { browser, page } = await reach();
  const ticket = ticketOf(page);
  const thief = await begin(openBrowser());
  t.true(asksForKey(thief.form));
  const uid = new URL(thief.form.url).pathname.split('/').at(-1) ?? '';
  t.false(isLongerKey(await thief.browser.get(`${app.issuer}/ingresar/${uid}/clave-corta/${ticket}`)));
  await keyTo(app, await account(), `${LONG} otra`);
  t.regex((await go(browser, page, chosen)).text, /su cuenta cambió mientras tanto/);
  t.is(await silently(browser), 'login_required');
  const late = await open(t);
  const other = await late.reach();
  late.app.advance(30 * MINUTE);
  t.false(isLongerKey(await see(other.browser, other.page)));
});

test('[C1] a key of before that is short by its policy, and one beside a factor, are left alone', async (t) => {
  const { app, account, giveKey, change } = await openNewDevice(t);
  await enrolled(app, { account: await account(), serial: requireSerial(rosa.serial) });
  const own = await keyTo(app, await account(), SHORT);
  app.advance(MINUTE);
  t.regex((await giveKey({ clave: SHORT })).page.text, /Ahora escriba el código de su aplicación/);
  t.is((await factorsOf(app, own)).length, 1);
  await endAll(app, own);
  await change((latest) => ({ ...latest, keyShort: undefined }));
  t.true(asksForDeviceCode((await giveKey({ clave: SHORT })).page));
});
