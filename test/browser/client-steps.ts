import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';
import { follow, logIn, press } from './steps.ts';

const tabs = {
  Persona: 'Persona Natural',
  Empresa: 'Persona Jurídica',
  Migrante: 'Migrante',
  Facilitador: 'Facilitador Extranjero',
} as const;

/** Presses the tab of a profile on the page of the key. */
export async function pressTab(page: Page, profile: keyof typeof tabs): Promise<void> {
  const profiles = page.getByRole('navigation', { name: 'Perfil con el que ingresa' });
  await follow(page, profiles.getByRole('button', { name: tabs[profile], exact: true }));
}

/** Goes from the platform's first page to the key of a profile. */
export async function chooseProfile(page: Page, { clientUrl }: Stage, profile: keyof typeof tabs): Promise<void> {
  await page.goto(clientUrl);
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  await pressTab(page, profile);
}

/** Signs in at the platform as one who has no company, and waits for its page. */
export async function signIn(
  page: Page,
  stage: Stage,
  profile: 'Persona' | 'Migrante',
  { rut, key }: { readonly rut: string; readonly key: string },
): Promise<void> {
  await chooseProfile(page, stage, profile);
  await logIn(page, rut, key);
  await page.waitForURL(`${stage.clientUrl}/`);
}

/** Presses «Renovar» on the platform's page. */
export const renew = (page: Page): Promise<void> => press(page, 'Renovar');

/** Leaves the platform and Clave Sence. */
export async function leave(page: Page, { clientUrl }: Stage): Promise<void> {
  await follow(page, page.getByRole('button', { name: 'Cerrar sesión' }));
  await page.waitForURL(`${clientUrl}/adios**`);
}

/** What the platform heard under this name, as it shows it. */
export const heard = (page: Page, claim: string): Promise<string> =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: claim, exact: true }) })
    .locator('td code')
    .innerText();
