import type { Locator, Page } from 'playwright-core';
import { follow, logIn } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';

const STEPS = 8;
const LEADS_ON_WITHIN_MS = 10_000;

/**
 * Goes through the server's pages until the browser is elsewhere: key, consent, and pages that continue by themselves.
 */
export async function passThrough(page: Page, issuer: string): Promise<void> {
  for (let step = 0; step < STEPS && isAt(page, issuer); step += 1) {
    const button = page.getByRole('button', { name: 'Permitir y continuar' });
    if (await asksForKey(page)) await logIn(page, rosa.rut, rosa.key);
    else if (await has(button)) await follow(page, button);
    else await leadOn(page, issuer);
  }
  await page.waitForLoadState();
}

export const asksForKey = (page: Page): Promise<boolean> => has(page.locator('[name=clave]'));

/** Whether it is there; a page that is being left has nothing. */
const has = (locator: Locator): Promise<boolean> =>
  locator.count().then(
    (count) => count > 0,
    (error: Error) => {
      if (/context was destroyed/.test(error.message)) return false;
      throw error;
    },
  );

/** Presses the button that ends the session, on whichever page asks, and waits until the browser is elsewhere. */
export async function confirmLeaving(page: Page, issuer: string): Promise<void> {
  const button = page.getByRole('button', { name: /^Cerrar sesión/ }).first();
  if (isAt(page, issuer) && (await has(button))) await follow(page, button);
  if (isAt(page, issuer)) await leadOn(page, issuer);
}

/** Ends the session at the server's own address, as from another client. */
export async function leaveElsewhere(page: Page, issuer: string): Promise<void> {
  await page.goto(`${issuer}/oidc/logout`);
  await follow(page, page.getByRole('button', { name: /^Cerrar sesión/ }).first());
}

const isAt = (page: Page, origin: string): boolean => new URL(page.url()).origin === origin;

/** Waits for a page that continues by itself; throws with the text of one that does not. */
async function leadOn(page: Page, issuer: string): Promise<void> {
  const away = page.waitForURL((url) => url.origin !== issuer, { timeout: LEADS_ON_WITHIN_MS });
  await away.catch(async () => {
    const text = await page.locator('body').innerText();
    throw new Error(`stays at ${page.url()}: ${text.slice(0, 300)}`);
  });
}
