import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { newVisitor } from '../helpers/chromium.ts';
import { userInfoStatus } from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import { asksForKey, confirmLeaving, leaveElsewhere, passThrough } from './person.ts';
import type { Place, Stranger } from './stranger.ts';

/** Longer than the second after which a client that renews by age treats its token as too old. */
const OLD_ENOUGH_MS = 2_100;
const NOTIFIED_WITHIN_SECONDS = 20;
const TABS = 4;

/**
 * Rosa signs in at the client, it renews, she logs out there; then she logs out elsewhere, and a client with
 * back-channel logout is notified.
 */
export async function walk(checks: Checks, browser: Browser, stranger: Stranger, place: Place): Promise<void> {
  const visitor = await newVisitor(browser, [place.issuer, place.origin]);
  try {
    await signsIn(checks, visitor.page, stranger, place);
    await renews(checks, visitor.page, stranger, place);
    await renewsAtOnce(checks, visitor.page, stranger, place);
    await leaves(checks, visitor.page, stranger, place);
    if (stranger.takesLogoutTokens) await isTold(checks, visitor.page, stranger, place);
    const blocked = visitor.complaints.filter((text) => /Content Security Policy|^asked/.test(text));
    checks.check('Chromium blocked nothing', blocked.length === 0, blocked.join('\n'));
  } finally {
    await visitor.context.close();
  }
}

async function enter(page: Page, { home }: Stranger, { issuer, origin }: Place): Promise<string> {
  await page.goto(`${origin}${home}`);
  await passThrough(page, issuer);
  return page.locator('body').innerText();
}

async function signsIn(checks: Checks, page: Page, stranger: Stranger, place: Place): Promise<void> {
  const shown = await enter(page, stranger, place);
  const missing = stranger.shows.filter((claim) => !shown.includes(claim));
  const detail = missing.length === 0 ? stranger.shows.join(', ') : shown.slice(0, 600);
  checks.check('it signs a person in and shows the claims', missing.length === 0, detail);
}

async function renews(checks: Checks, page: Page, stranger: Stranger, place: Place): Promise<void> {
  const first = await tokenShown(page, stranger, place);
  await sleep(OLD_ENOUGH_MS);
  const second = await tokenShown(page, stranger, place);
  await sleep(OLD_ENOUGH_MS);
  const third = await tokenShown(page, stranger, place);
  const differ = new Set([first, second, third]).size === 3;
  checks.check('it renews its access token, twice', differ, differ ? '' : [first, second, third].join(', '));
  const status = await userInfoStatus(place, third);
  checks.check('the token of the last renewal opens userinfo', status === 200, String(status));
}

/** Several tabs at once, each of which treats the token as too old: none loses the session, nor does the next one. */
async function renewsAtOnce(checks: Checks, page: Page, stranger: Stranger, place: Place): Promise<void> {
  await sleep(OLD_ENOUGH_MS);
  const asks = () => page.context().request.get(`${place.origin}${stranger.token}`, { maxRedirects: 0 });
  const answers = await Promise.all(Array.from({ length: TABS }, asks));
  await sleep(OLD_ENOUGH_MS);
  const last = await asks();
  const statuses = [...answers, last].map((answer) => answer.status());
  const good = statuses.every((status) => status === 200);
  checks.check(`[O14] ${TABS} tabs renew at once, and one after them`, good, statuses.join(', '));
  const opens = await userInfoStatus(place, tokenIn(await last.text()) ?? 'none');
  checks.check('[O14] and its token opens userinfo', opens === 200, String(opens));
}

async function tokenShown(page: Page, { token }: Stranger, { origin }: Place): Promise<string> {
  await page.goto(`${origin}${token}`);
  const text = await page.locator('body').innerText();
  const shown = tokenIn(text);
  if (!shown) throw new Error(`no access token on ${page.url()}: ${text.slice(0, 200)}`);
  return shown;
}

const tokenIn = (text: string): string | undefined => /access[_-]token\W+([\w.-]{20,})/i.exec(text)?.[1];

async function leaves(checks: Checks, page: Page, stranger: Stranger, place: Place): Promise<void> {
  await stranger.leave(page, place);
  await confirmLeaving(page, place.issuer);
  const back = page.url();
  checks.check('a logout there comes back to it', back.startsWith(place.origin), back.split('?')[0]);
  checks.check('and the next sign-in asks for the key', await isOut(page, stranger, place), page.url().split('?')[0]);
}

async function isTold(checks: Checks, page: Page, stranger: Stranger, place: Place): Promise<void> {
  await enter(page, stranger, place);
  await leaveElsewhere(page, place.issuer);
  const signedOut = await eventually(() => isOut(page, stranger, place), NOTIFIED_WITHIN_SECONDS);
  checks.check(
    'a logout token ends its session when the person logs out elsewhere',
    signedOut,
    page.url().split('?')[0],
  );
}

/** Neither the client nor Clave Sence has a session of the person any more. */
async function isOut(page: Page, { home }: Stranger, { issuer, origin }: Place): Promise<boolean> {
  await page.goto(`${origin}${home}`);
  return new URL(page.url()).origin === issuer && (await asksForKey(page));
}
