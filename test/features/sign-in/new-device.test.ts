import test from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { formOf, openBrowser } from '../../helpers/browser.ts';
import { answerOf, asksForKey, pedro, redeem, rosa } from '../../helpers/client-app.ts';
import { asksForDeviceCode, deviceCodeIn, ROSAS_MAIL } from '../../helpers/new-device.ts';
import { openNewDevice, otherThan } from '../../helpers/new-device-app.ts';

const MINUTE = 60_000;
const LAPSED = /Pasaron más de 10 minutos, o su cuenta cambió mientras tanto/;

test('[C14, threat 22, guide segura 11] segura: no session and no code for the client exists before the digits are right; acr and amr stay', async (t) => {
  const { client, giveKey, see, type, silently, code, told } = await openNewDevice(t);
  const { browser, page, checks } = await giveKey();
  t.true(asksForDeviceCode(page));
  t.is(await silently(browser), 'login_required');
  const digits = await code();
  const sent = await see(browser, page);
  t.regex(sent.text, /Enviamos un código a r•••@c•••\.example a las \d/);
  const wrong = await type(browser, sent, otherThan(digits));
  t.is(wrong.status, 422);
  t.regex(wrong.text, /El código no coincide\. Le quedan 4 intentos/);
  t.is(await silently(browser), 'login_required');
  t.deepEqual(await told(), { logins: 0, notices: 0 }, 'nothing is told before the sign-in is complete');
  const tokens = await redeem(client, answerOf(await type(browser, sent, digits)), checks);
  t.is(tokens.claims()?.acr, 'urn:sence:clave');
  t.deepEqual(tokens.claims()?.amr, ['pwd']);
  t.is(await silently(browser), 'in');
  t.deepEqual(await told(), { logins: 1, notices: 1 });
});

test('[C14] five wrong codes spend the code; another one, a minute after it, opens; none of them counts against the key', async (t) => {
  const { app, account, giveKey, see, go, type, silently, code } = await openNewDevice(t, { throttles: 'on' });
  const { id } = await account();
  const wrongInARow = async () => (await app.deps.throttles.peek(rateLimits.loginInARow, id)).used;
  const before = await wrongInARow();
  const { browser, page } = await giveKey();
  const digits = await code();
  const sent = await see(browser, page);
  for (let tries = 0; tries < 5; tries += 1) t.is((await type(browser, sent, otherThan(digits))).status, 422);
  t.regex((await type(browser, sent, digits)).text, /El código venció o ya no sirve\. Pida otro\./);
  t.is(await silently(browser), 'login_required');
  app.advance(MINUTE + 1000);
  t.true(asksForDeviceCode(await go(browser, sent, { accion: 'enviar' })));
  const another = await code();
  t.true((await type(browser, await see(browser, page), another)).headers.has('location'));
  t.is(await silently(browser), 'in');
  t.is(await wrongInARow(), before);
  t.true(asksForDeviceCode((await giveKey()).page), 'the key is as good as before');
});

test('[C14] «Enviar otro código» within a minute sends none and says when', async (t) => {
  const { app, giveKey, see, go, code } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  t.is((await go(browser, page, { accion: 'enviar' })).status, 200, 'while one waits no second one is queued');
  await code();
  const early = await go(browser, await see(browser, page), { accion: 'enviar' });
  t.regex(early.text, /Puede pedirlo de nuevo (?:el \d+ de \w+ )?a las/);
  t.is((await app.mailbox()).filter(({ to }) => to === ROSAS_MAIL).length, 1);
});

test('[C14] ten minutes after it left, the code and the page are over, in words, and nothing happens', async (t) => {
  const { app, giveKey, see, type, silently, code } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  const digits = await code();
  const sent = await see(browser, page);
  app.advance(10 * MINUTE);
  const late = await type(browser, sent, digits);
  t.is(late.status, 422);
  t.regex(late.text, LAPSED);
  t.regex((await see(browser, page)).text, LAPSED);
  t.is(await silently(browser), 'login_required');
  const [, back = ''] = /href="(\/ingresar\/[\w-]+)"[^>]*>Escribir mi clave/.exec(late.html) ?? [];
  t.true(asksForKey(await browser.get(app.issuer + back)), 'the sign-in goes on with the key');
});

test('[C14] another browser that has the address and the cookies of the sign-in opens nothing with the right digits', async (t) => {
  const { app, giveKey, see, type, silently, code } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  const digits = await code();
  const sent = await see(browser, page);
  const thief = openBrowser();
  t.false((await thief.follow(await thief.get(page.url), app.issuer)).html.includes('name="codigo"'));
  for (const [name, value] of browser.cookies) if (name !== 'cs_navegador') thief.cookies.set(name, value);
  t.is((await thief.post(page.url, { ...formOf(sent).hidden, codigo: digits })).status, 403);
  const seen = await see(thief, page);
  t.regex(seen.text, LAPSED, 'its code belongs to the other browser');
  t.regex((await type(thief, seen, digits)).text, LAPSED);
  t.is(await silently(thief), 'login_required');
});

test("[C14] neither another sign-in's address nor another account's ticket takes the digits", async (t) => {
  const { app, begin, giveKey, see, go, type, silently, code } = await openNewDevice(t);
  const { browser, page, form } = await giveKey();
  const digits = await code();
  const sent = await see(browser, page);
  const other = await begin(browser);
  const [, uid = ''] = /\/ingresar\/([\w-]+)/.exec(other.form.url) ?? [];
  const moved = page.url.replace(/ingresar\/[\w-]+/, `ingresar/${uid}`);
  const { hidden } = formOf(sent);
  t.true((await browser.post(moved, { ...hidden, codigo: digits })).status >= 400);
  const pedros = await go(browser, form, { rut: pedro.rut, clave: pedro.key });
  t.true(asksForDeviceCode(pedros));
  const his = await deviceCodeIn({ app, to: 'pedro@correo.example' });
  t.is(his.length, 6);
  if (his !== digits) {
    t.is((await type(browser, await see(browser, pedros), digits)).status, 422);
    t.is((await type(browser, sent, his)).status, 422);
  }
  const forged = `${page.url.slice(0, -6)}AAAAAA`;
  t.true((await browser.post(forged, { ...hidden, codigo: digits })).status >= 400);
  t.is(await silently(browser), 'login_required');
});

test('[C14] an account that changed its key, ended its sessions or was frozen meanwhile is refused in words', async (t) => {
  const { app, account, change, giveKey, see, type, silently, code, told } = await openNewDevice(t);
  const now = () => app.deps.now();
  const meanwhile = [
    [() => change((latest) => ({ ...latest, keyChangedAt: now() })), LAPSED],
    [async () => app.deps.sessions.endAll((await account()).id), LAPSED],
    [() => change((latest) => ({ ...latest, state: 'congelada' })), /cuenta está (detenida|congelada)/i],
  ] as const;
  for (const [act, words] of meanwhile) {
    const { browser, page } = await giveKey();
    const digits = await code();
    const sent = await see(browser, page);
    app.advance(1000);
    await act();
    const refused = await type(browser, sent, digits);
    t.regex(refused.text, words);
    t.is(refused.status, 422);
    t.is(await silently(browser), 'login_required');
  }
  t.deepEqual(await told(), { logins: 0, notices: 0 });
});

test('[C14] a browser that ticked «Este es mi equipo» is asked nothing from then on, and one that did not is asked again', async (t) => {
  const { giveKey, see, type, code, told } = await openNewDevice(t);
  const mine = await giveKey({ mi_equipo: 'si' });
  t.false(mine.browser.cookies.has('cs_equipo'), 'not before the digits');
  await type(mine.browser, await see(mine.browser, mine.page), await code());
  const later = openBrowser();
  later.cookies.set('cs_equipo', mine.browser.cookies.get('cs_equipo') ?? '');
  t.true((await giveKey({}, later)).page.headers.has('location'));
  t.deepEqual(await told(), { logins: 2, notices: 1 });
  const shared = await giveKey();
  await type(shared.browser, await see(shared.browser, shared.page), await code());
  const { clave_sesion: _, ...rest } = Object.fromEntries(shared.browser.cookies);
  const again = openBrowser();
  for (const [name, value] of Object.entries(rest)) again.cookies.set(name, value);
  t.true(asksForDeviceCode((await giveKey({}, again)).page));
});

test('[C14] a second click is harmless: one sign-in is recorded, one notice is sent, and both clicks lead on', async (t) => {
  const { app, giveKey, see, type, code, told } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  const digits = await code();
  const sent = await see(browser, page);
  const fields = { ...formOf(sent).hidden, codigo: digits };
  const clicks = await Promise.all([1, 2, 3].map(() => browser.post(page.url, fields)));
  t.deepEqual(
    clicks.map(({ status }) => status),
    [303, 303, 303],
  );
  t.is((await browser.post(page.url, fields)).status, 303, 'and one that comes later');
  const end = await browser.follow(
    await browser.get(new URL(clicks[0]?.headers.get('location') ?? '', app.issuer).href),
    app.issuer,
  );
  t.true(answerOf(end).searchParams.has('code'));
  t.deepEqual(await told(), { logins: 1, notices: 1 });
  t.regex((await type(browser, sent, digits)).text, /Ya ingresó/);
});

test('[C14] the right key sent twice at once sends one code', async (t) => {
  const { app, begin, code, see, type } = await openNewDevice(t, { throttles: 'on' });
  const { browser, form } = await begin();
  const { action, hidden } = formOf(form);
  const key = { ...hidden, rut: rosa.rut, clave: rosa.key };
  const clicks = await Promise.all([1, 2].map(() => browser.post(new URL(action, form.url).href, key)));
  const digits = await code();
  t.is((await app.mailbox()).filter(({ to }) => to === ROSAS_MAIL).length, 1);
  const pages = clicks.map(({ headers }) => new URL(headers.get('location') ?? '', app.issuer).href);
  t.true(pages.every((url) => asksForDeviceCode({ url })));
  const sent = await see(browser, { ...form, url: pages[1] ?? '' });
  t.true(answerOf(await type(browser, sent, digits)).searchParams.has('code'));
});

test('[C14] guia asks for no code: a notice, as before', async (t) => {
  const { app, giveKey, told } = await openNewDevice(t, { policy: 'guia' });
  t.true(answerOf((await giveKey()).page).searchParams.has('code'));
  t.deepEqual(await told(), { logins: 1, notices: 1 });
  t.false((await app.mailbox()).some(({ subject }) => /código/.test(subject)));
});

test('[C14] the mail says that the key was written, and what to do if another person wrote it', async (t) => {
  const { app, giveKey, code } = await openNewDevice(t);
  await giveKey();
  const digits = await code();
  const mail = (await app.mailbox()).find(({ to }) => to === ROSAS_MAIL);
  t.true(mail?.text.includes(digits));
  t.regex(mail?.text ?? '', /Si no fue usted, alguien escribió su clave: .* recupere su clave/);
  t.false(mail?.text.includes(rosa.rut));
});
