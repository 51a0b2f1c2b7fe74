import type { Page } from 'playwright-core';
import { HOME, portalForm } from '../helpers/portal.ts';
import { at, type Journey } from './journey-step.ts';
import { enterPortal, raisePortal } from './portal-steps.ts';
import { fill, follow, press } from './steps.ts';

async function write(page: Page, redirections: string): Promise<void> {
  await page.locator('#organizacion').check();
  await page.locator('#dato_profile').check();
  await fill(page, { ...typed, redirecciones: redirections });
  await press(page, 'Guardar');
}

const { organizacion: _chosen, dato_profile: _ticked, ...typed } = portalForm;

/** Desarrolladores: what it says to everyone, and a client from nothing to the review. */
export const portalJourney: Journey = {
  name: 'desarrolladores',
  steps: [
    { caption: 'Conectar una plataforma', go: at('/desarrolladores') },
    { caption: 'Una guía', go: at('/desarrolladores/guias/node') },
    { caption: 'El botón de ingreso', go: at('/desarrolladores/boton') },
    { caption: 'Sus plataformas', go: enterPortal },
    { caption: 'Registrar una plataforma', go: at(`${HOME}/nueva`) },
    {
      caption: 'Con una dirección equivocada',
      go: (page) => write(page, `${portalForm.redirecciones}\nhttp://aula.losandes.example/vuelta`),
    },
    { caption: 'La ficha, en borrador', go: (page) => write(page, portalForm.redirecciones) },
    { caption: 'Un secreto, una vez', go: (page) => press(page, 'Crear un secreto') },
    {
      caption: 'Enviada a revisión',
      async go(page, { app }) {
        await follow(page, page.getByRole('link', { name: 'Volver a la plataforma' }));
        await raisePortal(page, app);
        await page.reload();
        await press(page, 'Enviar a revisión');
      },
    },
    { caption: 'La lista', go: at(HOME) },
  ],
};
