import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';
import { follow, logIn } from './steps.ts';

/** Rosa, who is there from the start. */
export const rosa = { rut: '44.000.001-0', key: 'Lautaro-77', chosen: 'Quiltro-78' } as const;

/** Goes to Mi cuenta by the button of the home page, and gives the key. */
export async function enterCuenta(page: Page, { app }: Pick<Stage, 'app'>): Promise<void> {
  await page.goto(app.issuer);
  await follow(page, page.getByRole('link', { name: 'Ingresar a mi cuenta' }));
  await logIn(page, rosa.rut, rosa.key);
  await page.waitForURL(`${app.issuer}/cuenta`);
}

/** Opens a tab of Mi cuenta. */
export const openTab = (page: Page, name: string): Promise<void> =>
  follow(page, page.getByRole('navigation', { name: 'Mi cuenta' }).getByRole('link', { name, exact: true }));

/** What the page says was done. */
export const done = (page: Page): Promise<string> => page.locator('#listo').innerText();
