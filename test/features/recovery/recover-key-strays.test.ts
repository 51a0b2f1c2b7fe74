import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';

for (const profile of ['natural', 'juridica', 'migrante'])
  test(`a recovery of ${profile} whose id is invalid has ended, and is no server error`, async (t) => {
    const app = await openTestApp({ env: { THROTTLES: 'off' } });
    t.teardown(app.stop);
    const browser = openBrowser();
    for (const id of ['listo', '%F0%9F%98%80', 'x'.repeat(5000)]) {
      const page = await browser.get(`${app.issuer}/recuperar/${profile}/${id}`);
      t.is(page.status, 200);
      t.regex(page.text, /La recuperación terminó/);
    }
    const ficha = app.deps.tokens.csrfToken(browser.cookies.get('cs_navegador') ?? '', 'recover-key');
    const sent = await browser.post(`${app.issuer}/recuperar/${profile}/listo`, { ficha, paso: 'question' });
    t.is(sent.status, 303);
  });
