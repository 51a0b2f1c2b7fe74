import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { openNewDevice } from '../../helpers/new-device-app.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { digitsAt } from '../../helpers/totp.ts';

const PAUSED = /Demasiados intentos desde su conexión/;

/** Until the test ends the network of every visitor has sent too many requests; all apps without throttles share them. */
function spendNetwork(t: ExecutionContext, { deps }: TestApp): void {
  const { consumeAll } = deps.throttles;
  const until = new Date(deps.now().getTime() + 60_000);
  Object.assign(deps.throttles, {
    consumeAll: async (...[limits, counting]: Parameters<typeof consumeAll>) => {
      const limit = limits.find(({ rateLimit }) => rateLimit.name === rateLimits.requestsByNetwork.name)?.rateLimit;
      return limit ? [{ allowed: false, used: limit.limit + 1, over: 1, until }] : consumeAll(limits, counting);
    },
  });
  t.teardown(() => Object.assign(deps.throttles, { consumeAll }));
}

test.serial(
  '[security 8] past the requests of a network no page of a sign-in acts: the factor is not looked at',
  async (t) => {
    const { app, account, giveKey, go, type, told } = await openNewDevice(t, { policy: 'guia' });
    const { secret } = await enrolled(app, { account: await account(), serial: requireSerial(rosa.serial) });
    await app.advance(60_000);
    const { browser, page } = await giveKey();
    spendNetwork(t, app);
    const paused = await type(browser, page, digitsAt(secret, app.deps.now()));
    t.is(paused.status, 429);
    t.regex(paused.text, PAUSED);
    t.is((await told()).logins, 0);
    const left = await go(browser, page, { accion: 'cancelar' });
    t.regex(
      left.headers.get('location') ?? '',
      /^https:\/\/ejemplo\.example\/vuelta\?/,
      'the way back to the client stays',
    );
  },
);

test.serial('[security 8] nor is a link or a code sent', async (t) => {
  const { app, begin, go, see } = await openNewDevice(t, { policy: 'guia' });
  const { browser, form } = await begin(openBrowser());
  const asking = await see(browser, { ...form, url: `${form.url.split('?')[0]}/correo?perfil=natural` });
  spendNetwork(t, app);
  const paused = await go(browser, asking, { rut: rosa.rut, perfil: 'natural' });
  t.is(paused.status, 429, paused.text.slice(0, 200));
  t.regex(paused.text, PAUSED);
  t.deepEqual(await app.mailbox(), []);
});
