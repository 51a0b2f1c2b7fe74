import test from 'ava';
import { CAPTCHA_ANSWER, openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { formFields } from '../helpers/registration.ts';
import { runningMs } from '../helpers/running-ms.ts';

/** A second click waits for the first one, three seconds at most; one that ended in a refusal must not delay it. */
const AT_ONCE_MS = 1500;

const refused = {
  'wrong letters': { captcha: 'OTRAS' },
  'a RUT that has an account': { rut: '44.000.001-0', captcha: CAPTCHA_ANSWER },
  'a field that is wrong': { email: 'camila', captcha: CAPTCHA_ANSWER },
} as const;

for (const [what, fields] of Object.entries(refused))
  test(`a captcha that was sent with ${what} is reported as spent at once, and not after three seconds`, async (t) => {
    const app = await openTestApp({ env: { THROTTLES: 'off' } });
    t.teardown(app.stop);
    const browser = openBrowser();
    const page = await browser.get(`${app.issuer}/registro/natural`);
    t.is((await browser.send(page, { ...formFields, ...fields })).status, 422);
    const took = await runningMs(async () => {
      const again = await browser.send(page, { ...formFields, rut: '44.000.105-K', captcha: CAPTCHA_ANSWER });
      t.is(again.status, 422);
    });
    t.true(took < AT_ONCE_MS, `${took} ms`);
  });
