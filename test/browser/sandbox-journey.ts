import type { Page } from 'playwright-core';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { seedSandbox } from '../../src/dev/people/seed-sandbox.ts';
import { losAndes } from '../helpers/facilitadores.ts';
import { HOME, portalData } from '../helpers/portal.ts';
import { pressTab } from './client-steps.ts';
import { logInCompany } from './company-steps.ts';
import { at, type Journey } from './journey-step.ts';
import type { Stage } from './stage.ts';
import { follow, press } from './steps.ts';

/** Signs in to Desarrolladores as the published company, and opens the sheet of a draft of it. */
async function openSheet(page: Page, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}${HOME}`);
  await pressTab(page, 'Empresa');
  await logInCompany(page, losAndes.rut, '44.000.001-0', SEEDED_KEY);
  await page.waitForURL(`${app.issuer}${HOME}`);
  const { id } = await app.deps.portalClients.create({ organisation: losAndes, data: portalData });
  await app.rebuild();
  await page.goto(`${app.issuer}${HOME}/${id}`);
}

/** A sandbox: its people, a client without a review, and a trial to its end. */
export const sandboxJourney: Journey = {
  name: 'ambiente-de-pruebas',
  env: { SANDBOX: 'yes' },
  steps: [
    {
      caption: 'Conectar una plataforma',
      async go(page, { app }) {
        await seedSandbox(app.deps);
        await page.goto(`${app.issuer}/desarrolladores`);
      },
    },
    { caption: 'Personas ficticias', go: at('/desarrolladores/personas') },
    { caption: 'La ficha, en borrador', go: openSheet },
    { caption: 'Probar ingreso', go: (page) => follow(page, page.getByRole('link', { name: 'Probar ingreso' })) },
    {
      caption: 'Los datos que pide',
      go: (page) => follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' })),
    },
    { caption: 'Lo que recibió la copia', go: (page) => press(page, 'Permitir y continuar') },
  ],
};
