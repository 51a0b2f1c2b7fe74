import type { Page } from 'playwright-core';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import type { Stage } from './stage.ts';
import { camila, confirm, fill, follow, press, register } from './steps.ts';

/** What Marie writes in Registrar Migrante; the page has no field for a RUT. */
export const marie = {
  ...camila,
  nie: '1990000014',
  email: 'marie@correo.example',
  celular: '40000009',
  clave: 'Flambo-777',
  clave2: 'Flambo-777',
} as const;

/** The same for Jorge, who has a card with a RUN by now. */
export const jorgeForm = { ...marie, nie: '199.000.002-2', email: 'jorge@correo.example' } as const;

/** What Jorge writes in Ya tengo RUN. */
export const jorge = { nie: jorgeForm.nie, clave: jorgeForm.clave, rut: '44.000.113-0', serie: '567890123' } as const;

/** Registers Jorge with his NIE and opens his account. */
export async function registerJorge(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.app.issuer}/registro/migrante`);
  await register(page, jorgeForm);
  await confirm(page, stage);
}

/** Fills in Ya tengo RUN and sends it. */
export async function askForRun(page: Page, values: Readonly<Record<string, string>> = jorge): Promise<void> {
  await fill(page, { ...values, captcha: CAPTCHA_ANSWER });
  await press(page, 'Unir mi NIE a mi RUN');
}

/** Opens the mailbox and the request's page by the link in the newest letter. */
export async function openRequest(page: Page, { app }: Stage): Promise<void> {
  await app.mailbox();
  await page.goto(`${app.issuer}/buzon`);
  await follow(page, page.locator('.carta a[href*="/solicitud/"]').first());
}
