import type { Page } from 'playwright-core';
import type { TestApp } from '../helpers/app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { raiseSession } from '../helpers/own-session.ts';
import { HOME } from '../helpers/portal.ts';
import { pressTab } from './client-steps.ts';
import { logInCompany } from './company-steps.ts';
import type { Stage } from './stage.ts';
import { follow } from './steps.ts';

/** Signs in to Desarrolladores as the company, by its representative. */
export async function enterPortal(page: Page, { app }: Pick<Stage, 'app'>): Promise<void> {
  await openCompany(app);
  await page.goto(`${app.issuer}/desarrolladores`);
  await follow(page, page.getByRole('link', { name: 'Ingresar y ver mis plataformas' }));
  await pressTab(page, 'Empresa');
  await logInCompany(page, panaderia.rut, '44.000.001-0', panaderia.key);
  await page.waitForURL(`${app.issuer}${HOME}`);
}

/** Lets the session of this browser reach the level of two factors. */
export async function raisePortal(page: Page, app: Pick<TestApp, 'deps' | 'database'>): Promise<void> {
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'cs_desarrolladores');
  await raiseSession(app, cookie?.value);
}
