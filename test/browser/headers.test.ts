import test from 'ava';
import type { Response } from 'playwright-core';
import { withinMs } from '../helpers/within-ms.ts';
import { openStage } from './stage.ts';
import { logIn } from './steps.ts';

/** They hold nothing of a request, browser or person (P14): caches may keep them. */
const SAME_FOR_ALL = new Set(['/', '/ayuda']);

test('no page may be stored, framed, guessed at or told of elsewhere, and no cookie is open to script', async (t) => {
  t.timeout(withinMs(60_000));
  const stage = await openStage();
  t.teardown(() => stage.close());
  const { page, context, complaints } = await stage.visit();
  const shown: Response[] = [];
  page.on('response', (answer) => {
    const own = new URL(answer.url()).origin === stage.app.issuer;
    if (own && answer.headers()['content-type']?.startsWith('text/html')) shown.push(answer);
  });
  for (const path of ['/', '/registro/natural', '/ayuda', '/estado', '/no-existe'])
    await page.goto(stage.app.issuer + path);
  await page.goto(`${stage.clientUrl}/ingresar`);
  await logIn(page, '44.000.001-0', 'Lautaro-77');
  await page.waitForURL(`${stage.clientUrl}/`);

  const pages = shown.filter((answer) => answer.status() < 300 || answer.status() >= 400);
  t.true(pages.length >= 6);
  for (const answer of pages) {
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    t.regex(policy, /default-src 'none'/, answer.url());
    t.regex(policy, /frame-ancestors 'none'/, answer.url());
    t.notRegex(policy, /unsafe-|\*/, answer.url());
    t.is(headers['x-content-type-options'], 'nosniff', answer.url());
    const kept = SAME_FOR_ALL.has(new URL(answer.url()).pathname) ? /^public, max-age=\d+$/ : /^no-store$/;
    t.regex(headers['cache-control'] ?? '', kept, answer.url());
    t.is(headers['referrer-policy'], 'no-referrer', answer.url());
  }

  const cookies = await context.cookies(stage.app.issuer);
  t.true(cookies.length >= 3);
  for (const { name, httpOnly, sameSite } of cookies) t.deepEqual([httpOnly, sameSite], [true, 'Lax'], name);
  t.deepEqual(complaints, []);
});
