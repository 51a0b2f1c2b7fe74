import type { Browser, Page } from 'playwright-core';
import type { QuickstartClient } from '../../src/domain/quickstart.ts';
import { newVisitor } from '../helpers/chromium.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { asksForKey, confirmLeaving, passThrough } from '../real-clients/person.ts';
import type { Program } from './programs.ts';

const shows = ['Rosa Elena Soto Díaz', 'rosa@correo.example'] as const;
const SHOWN_WITHIN_MS = 20_000;

/** One example that runs, and the server at which it signs people in. */
export interface Running {
  readonly issuer: string;
  readonly origin: string;
  readonly client: QuickstartClient;
  readonly program: Program;
}

/** Rosa signs in and sees her claims, another browser cannot use her answer, and she logs out. */
export async function walk(checks: Checks, browser: Browser, running: Running): Promise<void> {
  const visitor = await newVisitor(browser, [running.issuer, running.origin]);
  try {
    const answer = await interceptedAnswer(visitor.page, running);
    await refusesStranger(checks, browser, running, answer);
    await signsIn(checks, visitor.page, running);
    await leaves(checks, visitor.page, running);
    const blocked = visitor.complaints.filter((text) => /Content Security Policy|^asked/.test(text));
    checks.check('the browser blocked nothing', blocked.length === 0, blocked.join('\n'));
  } finally {
    await visitor.context.close();
  }
}

/** Opens the example and begins a sign-in: by its own link or button, unless its page leads there by itself. */
async function begin(page: Page, { issuer, origin }: Running): Promise<void> {
  await page.goto(`${origin}/`);
  const way = page
    .getByRole('link', { name: 'Ingresar con Clave Sence' })
    .or(page.getByRole('button', { name: 'Ingresar con Clave Sence' }));
  if (await way.isVisible()) await Promise.all([page.waitForEvent('framenavigated'), way.click()]);
  await passThrough(page, issuer);
}

/** Rosa's answer with a code that was never redeemed: the browser does not deliver it. */
async function interceptedAnswer(page: Page, running: Running): Promise<string> {
  const isAnswer = (url: URL) => url.origin === running.origin && url.searchParams.has('code');
  let answer = '';
  await page.route(isAnswer, async (route) => {
    answer = route.request().url();
    await route.fulfill({ body: 'kept' });
  });
  await begin(page, running);
  await page.unroute(isAnswer);
  if (!answer) throw new Error(`no answer with a code arrived, but ${page.url().split('?')[0]}`);
  return answer;
}

/** RFC 6749, 10.12: a browser that did not begin the sign-in is not signed in by its answer. */
async function refusesStranger(checks: Checks, browser: Browser, running: Running, answer: string): Promise<void> {
  const { page, context } = await newVisitor(browser, [running.issuer, running.origin]);
  await page.goto(answer, { waitUntil: 'networkidle' });
  const first = await page.locator('body').innerText();
  await page.goto(`${running.origin}/`, { waitUntil: 'networkidle' });
  const then = await page.locator('body').innerText();
  const isOut = !`${first}${then}`.includes(shows[0]);
  checks.check('an answer that another browser began signs no one in', isOut, first.slice(0, 80));
  await context.close();
}

async function signsIn(checks: Checks, page: Page, running: Running): Promise<void> {
  await begin(page, running);
  const shown = await page
    .getByText(shows[0])
    .first()
    .waitFor({ timeout: SHOWN_WITHIN_MS })
    .then(() => page.locator('body').innerText())
    .catch(() => page.locator('body').innerText());
  const missing = shows.filter((claim) => !shown.includes(claim));
  const hasSub = /\b[\w-]{43}\b/.test(shown);
  checks.check('it signs a person in and shows the claims', missing.length === 0 && hasSub, shown.slice(0, 200));
}

async function leaves(checks: Checks, page: Page, running: Running): Promise<void> {
  const way = page.getByRole('link', { name: 'Salir' }).or(page.getByRole('button', { name: 'Salir' }));
  if (running.program.leave) await running.program.leave(page, running.origin);
  else await Promise.all([page.waitForEvent('load'), way.click()]);
  await page.waitForLoadState();
  if (!(await asksForKey(page))) await confirmLeft(page, running.issuer);
  await page.waitForLoadState('networkidle');
  const text = await page.locator('body').innerText();
  checks.check('it logs out, and shows no claims any more', !text.includes(shows[0]), page.url().split('?')[0]);
}

/** An example whose every page asks for a sign-in ends at the page that asks for the key. */
async function confirmLeft(page: Page, issuer: string): Promise<void> {
  await confirmLeaving(page, issuer).catch(async (error) => {
    if (!(await asksForKey(page))) throw error;
  });
}
