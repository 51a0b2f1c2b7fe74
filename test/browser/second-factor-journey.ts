import type { Page } from 'playwright-core';
import { rosa as registered } from '../helpers/client-app.ts';
import { mailedCode } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';
import { chooseProfile } from './client-steps.ts';
import { enterCuenta, rosa } from './cuenta-steps.ts';
import { at, type Journey } from './journey-step.ts';
import type { Stage } from './stage.ts';
import { fill, follow, logIn, press, words } from './steps.ts';

const APP = '/cuenta/seguridad/segundo-factor/aplicacion';

async function addApp(page: Page, { app }: Stage): Promise<void> {
  const secret = (await words(page, '.secreto')).replaceAll(' ', '');
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  const codigo = await mailedCode(app, 'rosa@correo.example');
  await fill(page, { digitos: digitsAt(secret, app.deps.now()), codigo, serie: registered.serial });
  await press(page, 'Agregar la aplicación');
}

async function beginSignIn(page: Page, stage: Stage): Promise<void> {
  await page.context().clearCookies();
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
}

/** The second factor: added, listed, asked at a sign-in, and lost. */
export const secondFactorJourney: Journey = {
  name: 'segundo-factor',
  steps: [
    {
      caption: 'Agregar una aplicación de códigos',
      async go(page, stage) {
        await enterCuenta(page, stage);
        await at(APP)(page, stage);
      },
    },
    { caption: 'Sus códigos de respaldo', go: addApp },
    { caption: 'Seguridad', go: at('/cuenta/seguridad') },
    { caption: 'Agregar una clave de acceso', go: at('/cuenta/seguridad/segundo-factor/clave-de-acceso') },
    { caption: 'Hoja de respaldo', go: at('/cuenta/seguridad/hoja-de-respaldo') },
    { caption: 'En un ingreso', go: beginSignIn },
    {
      caption: 'Perdí mi segundo factor',
      async go(page) {
        await page.locator('details.mas summary').click();
        await follow(page, page.getByRole('link', { name: 'Perdí mi segundo factor' }));
      },
    },
    { caption: 'Qué me conviene', go: at('/ayuda/segundo-factor') },
  ],
};
