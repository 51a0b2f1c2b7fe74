import type { Page } from 'playwright-core';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { acceptBy, giveRepresentativeApp, inviteBy, personNow } from '../helpers/members.ts';
import { pressTab } from './client-steps.ts';
import { logInCompany } from './company-steps.ts';
import { enterCuenta } from './cuenta-steps.ts';
import { at, type Journey } from './journey-step.ts';
import type { Stage } from './stage.ts';
import { fill, press } from './steps.ts';

/** Mi cuenta of the company, whose representative has an authenticator app. */
async function enterAsCompany(page: Page, { app }: Stage): Promise<void> {
  await openCompany(app);
  await page.goto(`${app.issuer}/cuenta`);
  await pressTab(page, 'Empresa');
  await logInCompany(page, panaderia.rut, '44.000.001-0', panaderia.key);
  await page.waitForURL(`${app.issuer}/cuenta`);
  await giveRepresentativeApp(app);
}

/** A person with a Clave Sence of their own opens the link of an invitation. */
async function openInvitation(page: Page, stage: Stage): Promise<void> {
  const { app } = stage;
  const token = await inviteBy(app);
  await page.context().clearCookies();
  await enterCuenta(page, stage);
  await page.goto(`${app.issuer}/cuenta/organizaciones/invitacion/${token}`);
}

/** Members of a company: invited, accepted, listed for both, and with an end. */
const members: Journey = {
  name: 'miembros',
  steps: [
    {
      caption: 'Miembros de la organización, sin ninguno',
      async go(page, stage) {
        await enterAsCompany(page, stage);
        await page.goto(`${stage.app.issuer}/cuenta/miembros`);
      },
    },
    { caption: 'Invitar a una persona', go: at('/cuenta/miembros/invitar') },
    {
      caption: 'Con errores',
      async go(page) {
        await fill(page, { email: 'equipo', actual: panaderia.key });
        await press(page, 'Enviar la invitación');
      },
    },
    {
      caption: 'Invitaciones sin respuesta',
      async go(page, stage) {
        await inviteBy(stage.app);
        await page.goto(`${stage.app.issuer}/cuenta/miembros/invitaciones`);
      },
    },
    {
      caption: 'Los miembros',
      async go(page, { app }) {
        await acceptBy(app, await personNow(app, '44.000.001-0'), await inviteBy(app));
        await page.goto(`${app.issuer}/cuenta/miembros`);
      },
    },
    { caption: 'La persona: su invitación', go: openInvitation },
    { caption: 'La persona: sus organizaciones', go: (page) => press(page, 'Aceptar la invitación') },
  ],
};

/** Members of organisations. */
export const memberJourneys: readonly Journey[] = [members];
