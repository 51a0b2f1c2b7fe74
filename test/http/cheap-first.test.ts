import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, openClient, rosa } from '../helpers/client-app.ts';
import {
  camila,
  changeByLink,
  codeIn,
  elsewhere,
  openAppFor,
  openWithCamila,
  outcomeOf,
  recoverByCard,
  tokenIn,
} from '../helpers/recovery.ts';
import { formFields } from '../helpers/registration.ts';

/** Counts every slow hash of the server from now on. */
function countHashes({ deps }: TestApp): () => number {
  const { hasher } = deps;
  let hashes = 0;
  const counted = {
    ...hasher,
    hash: (...asked: Parameters<typeof hasher.hash>) => {
      hashes += 1;
      return hasher.hash(...asked);
    },
    matches: (...asked: Parameters<typeof hasher.matches>) => {
      hashes += 1;
      return hasher.matches(...asked);
    },
  };
  Object.assign(deps, { hasher: counted });
  return () => hashes;
}

/** Sends the form of a page as it is but for `change`, from a network of its own. */
async function sendAs(browser: Browser, page: Visit, change: Record<string, string>, network: string): Promise<Visit> {
  const { action, hidden } = formOf(page);
  const to = new URL(action || page.url, page.url).href;
  return browser.post(to, { ...hidden, ...change }, { 'x-forwarded-for': network });
}

/** One more than fits: 16 KB are 16,384 bytes. */
const LARGE = 'x'.repeat(16_385);

async function open(t: ExecutionContext) {
  const app = await openAppFor(t, { throttles: 'on' });
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const logIn = await browser.follow(await browser.get(to.href), app.issuer);
  const register = await browser.get(`${app.issuer}/registro/natural`);
  return { app, browser, logIn, register, hashes: countHashes(app) };
}

test('[security 44] the hash counter is unchanged on every login that is refused for its size, its form or a throttle', async (t) => {
  const { app, browser, logIn, hashes } = await open(t);
  const send = (change: Record<string, string>, network = '198.51.100.1') => sendAs(browser, logIn, change, network);
  const right = { rut: rosa.rut, clave: rosa.key };
  t.is((await send({ ...right, relleno: LARGE })).status, 413, 'a body of more than 16 KB');
  t.is((await send({ ...right, ficha: '' })).status, 403, 'no token');
  t.is((await send({ ...right, clave: 'x'.repeat(257) })).status, 422, 'a key that is far too long');
  t.is((await send({ ...right, rut: '44.000.001-1' })).status, 422, 'no RUT');
  const { loginFailuresHourly, scanByNetwork } = rateLimits;
  for (const [rateLimit, network] of [
    [loginFailuresHourly, '198.51.100.2'],
    [scanByNetwork, '198.51.100.3'],
  ] as const) {
    for (let tries = 0; tries <= rateLimit.limit; tries += 1) await app.deps.throttles.consume(rateLimit, network);
    t.is((await send(right, network)).status, 429, rateLimit.name);
  }
  t.is(hashes(), 0);
  for (let place = 1; place <= 5; place += 1)
    await outcomeOf(app, 'otra clave', { identifier: '44000001-0' as never, visitor: elsewhere(place) });
  t.is(hashes(), 5);
  t.is((await send(right, '198.51.100.4')).status, 429, 'the RUT waits');
  t.is(hashes(), 5);
});

test('[security 44] the hash counter is unchanged on every registration that is refused for its size, its captcha or a throttle', async (t) => {
  const { app, browser, register, hashes } = await open(t);
  const send = (page: Visit, change: Record<string, string>, network = '198.51.100.1') =>
    sendAs(browser, page, { ...formFields, captcha: CAPTCHA_ANSWER, ...change }, network);
  t.is((await send(register, { calle: LARGE })).status, 413);
  t.is((await send(register, { ficha: '' })).status, 403);
  t.is((await send(register, { captcha_id: '' })).status, 422, 'no letters');
  const wrong = await send(register, { captcha: 'AAAAA' });
  t.is(wrong.status, 422, 'wrong letters');
  t.is((await send(register, {})).status, 422, 'letters that are spent');
  for (let tries = 0; tries <= rateLimits.registrationByNetwork.limit; tries += 1)
    await app.deps.throttles.consume(rateLimits.registrationByNetwork, '198.51.100.2');
  t.is((await send(wrong, {}, '198.51.100.2')).status, 429);
  t.is(hashes(), 0);
  t.is((await send(await browser.get(register.url), {})).status, 303, 'what is in order is hashed');
  t.true(hashes() > 0);
});

test('[security 44] the hash counter is unchanged on recoveries without captcha, and on codes past the fifth', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  const hashes = countHashes(app);
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/recuperar/natural`);
  t.is((await sendAs(browser, page, { rut: camila.rut, captcha: 'AAAAA' }, '198.51.100.1')).status, 422);
  t.is((await sendAs(browser, page, { rut: camila.rut, captcha: LARGE }, '198.51.100.1')).status, 413);
  t.is(hashes(), 0);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let tries = 0; tries < 5; tries += 1) await changeByLink(app, token, wrong);
  t.is(hashes(), 5);
  for (let tries = 0; tries < 5; tries += 1) t.is(await changeByLink(app, token, code), 'code-wrong');
  t.is(hashes(), 5);
});
