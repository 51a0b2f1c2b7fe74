import type { Page } from 'playwright-core';
import { MACHINES } from '../helpers/machines.ts';
import { at, type Journey } from './journey-step.ts';
import { enterPortal, raisePortal } from './portal-steps.ts';
import { fill, follow, press } from './steps.ts';

const api = {
  client_name: 'API de cursos (simulada)',
  resource_server: {
    identifier: 'https://cursos.example/api',
    scopes: ['cursos:leer', 'matriculas:escribir'],
    organisation_scopes: ['cursos:leer', 'matriculas:escribir'],
  },
} as const;

async function create(page: Page): Promise<void> {
  await page.locator('#organizacion').check();
  await page.locator('#permiso_1').check();
  await fill(page, { nombre: 'Servidor de matrículas' });
  await press(page, 'Crear la máquina');
}

/** A machine of an organisation: created, its credentials, its permissions. */
export const machineJourney: Journey = {
  name: 'maquinas',
  client: api,
  steps: [
    {
      caption: 'Sin segundo factor',
      async go(page, stage) {
        await enterPortal(page, stage);
        await page.goto(`${stage.app.issuer}${MACHINES}`);
      },
    },
    {
      caption: 'Sus máquinas',
      async go(page, { app }) {
        await raisePortal(page, app);
        await page.reload();
      },
    },
    { caption: 'Crear una máquina', go: at(`${MACHINES}/nueva`) },
    { caption: 'Su ficha', go: create },
    {
      caption: 'Un secreto, una vez',
      async go(page) {
        await fill(page, { secreto_nombre: 'servidor 1' });
        await press(page, 'Crear el secreto');
      },
    },
    {
      caption: 'La ficha con una credencial, y sus permisos',
      async go(page) {
        await follow(page, page.getByRole('link', { name: 'Volver a la máquina' }));
        await page.getByText('Cambiar los permisos').click();
      },
    },
    {
      caption: 'Permisos cambiados',
      async go(page) {
        await page.locator('#permiso_2').check();
        await press(page, 'Guardar los permisos');
      },
    },
  ],
};
