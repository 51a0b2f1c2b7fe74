import test from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';

const outcomes = {
  'was sent three times': { times: 3 },
  'waits with other contacts': { times: 1, request: 'x'.repeat(43) },
} as const;

for (const [what, outcome] of Object.entries(outcomes))
  test(`what ${what} is not sent again: the page says so`, async (t) => {
    const app = await openTestApp({ env: { THROTTLES: 'off' } });
    t.teardown(app.stop);
    const browser = openBrowser();
    await browser.get(`${app.issuer}/recuperar/natural`);
    const own = browser.cookies.get('cs_navegador') ?? '';
    const known = { question: 'none', cardAlways: false, card: true, mailOnly: false, byMail: false } as const;
    const whose = { profile: 'natural', identifier: parseRun('44.000.001-0') } as const;
    const sent = { reference: 'CS-PRUE-BA22', at: new Date().toISOString(), ...outcome };
    const id = await app.deps.recoveries.begin({ ...whose, ...known, email: 'right', sent: true, outcome: sent }, own);
    const ficha = app.deps.tokens.csrfToken(own, 'recover-key');
    const answer = await browser.post(`${app.issuer}/recuperar/natural/${id}`, { ficha, paso: 'sent' });
    t.is(answer.status, 422);
    t.regex(answer.text, /Desde esta página no se puede enviar otra vez/);
  });
