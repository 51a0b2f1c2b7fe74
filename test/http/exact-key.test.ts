import test, { type ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { asksForKey, beginSignIn, goThrough, openClient } from '../helpers/client-app.ts';
import { camila, openAppFor } from '../helpers/recovery.ts';
import { formFields } from '../helpers/registration.ts';

/** 64 characters as a person counts them: it begins and ends with a space, and some take several bytes or units. */
const KEY = [...` ¡Ñandú & 🐕‍🦺 <b> "50%+1" ${'perro 🐕 '.repeat(8)}`].slice(0, 63).join('').concat(' ');

async function register(app: TestApp, clave: string, clave2 = clave) {
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/registro/natural`);
  return browser.send(page, { ...formFields, serie: camila.serial, captcha: CAPTCHA_ANSWER, clave, clave2 });
}

async function open(t: ExecutionContext) {
  const app = await openAppFor(t, { policy: 'segura' });
  const client = await openClient(app, 'ejemplo');
  const enters = async (key: string): Promise<boolean> => {
    const { to } = await beginSignIn(client);
    const visit = await goThrough(
      openBrowser(),
      to,
      { rut: camila.rut, key, serial: camila.serial },
      { app, to: camila.email },
    );
    return !asksForKey(visit) && visit.headers.has('location');
  };
  return { app, enters };
}

test('[security 10] a 64-char key with spaces and emoji registers and signs in as it was typed; trimmed, cut or folded it opens nothing', async (t) => {
  const { app, enters } = await open(t);
  t.is([...KEY].length, 64);
  t.is((await register(app, KEY)).status, 303);
  const browser = openBrowser();
  const token = await newestLinkTo(app, camila.email);
  await browser.send(await browser.get(`${app.issuer}/confirmar/${token}`), { clave: KEY });
  t.true(await enters(KEY));
  const others = {
    trimmed: KEY.trim(),
    'without the space before': KEY.trimStart(),
    'cut by one': [...KEY].slice(0, 63).join(''),
    'one more': `${KEY}x`,
    'in small letters': KEY.toLowerCase(),
    'spaces in one': KEY.replace(/ +/g, ' ').replace('  ', ' ').trimEnd(),
  };
  for (const [what, key] of Object.entries(others)) {
    t.not(key, KEY, what);
    t.false(await enters(key), what);
  }
  t.true(
    await enters(KEY.normalize('NFD')),
    'the same key on a keyboard that does not compose its letters (RFC 8265, 4.2.2)',
  );
});

test('[security 10, ux 17] of 65 characters, or repeated otherwise by a space, a key is refused and never cut to fit', async (t) => {
  const { app } = await open(t);
  t.regex((await register(app, `${KEY}x`)).text, /entre 15 y 64 caracteres/);
  t.regex((await register(app, KEY, KEY.trimEnd())).text, /Las dos claves no son iguales/);
  t.is((await app.mailbox()).length, 0);
});

for (const [what, key] of [
  ['one of the most used', '123456789987654321'],
  ['"sence" and a year', 'Sence2026!!!!!!'],
  ['the own RUT', '44.000.003-7!!!'],
  ['the own name', 'CamilaAndrea123'],
  ['the own e-mail', 'camila@correo.1'],
] as const)
  test(`[security 10] the page refuses a key that is ${what}`, async (t) => {
    const { app } = await open(t);
    const page = await register(app, key);
    t.is(page.status, 422);
    t.regex(page.text, /fácil de adivinar/);
    t.is((await app.mailbox()).length, 0);
  });
