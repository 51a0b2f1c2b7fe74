import type { Page } from 'playwright-core';
import { jorgeAtCounter } from '../helpers/at-counter.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { newestIn } from '../helpers/recovery.ts';
import { pressTab } from './client-steps.ts';
import { become, desk, openFirstCase } from './desk-steps.ts';
import { at, type Journey } from './journey-step.ts';
import type { Stage } from './stage.ts';
import { fill, logIn, press } from './steps.ts';

const folioOn = async (page: Page): Promise<string> =>
  /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? '';

async function enterAsJorge(page: Page, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/cuenta`);
  await pressTab(page, 'Migrante');
  await logIn(page, jorge.nie, jorge.key);
}

/** The counter types Jorge's document under the folio that his page shows. */
async function atCounter(page: Page, stage: Stage): Promise<void> {
  const folio = await folioOn(page);
  await become(page, stage, desk.counter);
  await page.goto(`${stage.app.issuer}/mesa/mostrador`);
  await fill(page, { ...jorgeAtCounter, folio, vencimiento: '2031-05-20' });
}

/** A migrante shows a document: the folio, a counter, a question, and two people of two offices. */
const document: Journey = {
  name: 'mesa-caso',
  steps: [
    {
      caption: 'La persona: demostrar mi identidad con mi documento',
      async go(page, stage) {
        await openJorge(stage.app);
        await enterAsJorge(page, stage);
        await page.goto(`${stage.app.issuer}/cuenta/datos/documento`);
      },
    },
    {
      caption: 'La persona: su folio',
      async go(page) {
        await fill(page, { actual: jorge.key });
        await press(page, 'Pedir un folio');
      },
    },
    { caption: 'Mostrador: vi el documento', go: atCounter },
    { caption: 'Mostrador: lea con la persona', go: (page) => press(page, 'Seguir y leer con la persona') },
    { caption: 'Mostrador: quedó anotado', go: (page) => press(page, 'Vi el documento') },
    {
      caption: 'Casos',
      async go(page, stage) {
        await become(page, stage, desk.agent);
        await page.goto(`${stage.app.issuer}/mesa/casos`);
      },
    },
    { caption: 'El caso', go: openFirstCase },
    { caption: 'El caso, tomado', go: (page) => press(page, 'Tomar el caso') },
    {
      caption: 'Una pregunta a la persona',
      async go(page) {
        await fill(page, { texto: '¿Tiene también su documento con el NIE?' });
        await press(page, 'Pedir antecedentes');
      },
    },
    {
      caption: 'La persona: su caso',
      go: async (page, { app }) => page.goto(await newestIn(app, jorge.email, /(https?:\S+\/caso\/[\w-]+)/)),
    },
    {
      caption: 'La persona: recibimos su respuesta',
      async go(page) {
        await fill(page, { texto: 'Sí, es la tarjeta que mostré en la oficina.' });
        await press(page, 'Responder');
      },
    },
    {
      caption: 'Una propuesta',
      async go(page, stage) {
        await openFirstCase(page, stage);
        await fill(page, { texto: 'Vimos su pasaporte vigente.', resultado: 'acogida' });
        await press(page, 'Proponer');
      },
    },
    {
      caption: 'Otra persona la confirma',
      async go(page, stage) {
        await become(page, stage, desk.reviewer);
        await openFirstCase(page, stage);
      },
    },
    { caption: 'Resuelto, o por llamar', go: (page) => press(page, 'Confirmar la decisión') },
    { caption: 'La persona: aprobamos su solicitud', go: at('/cuenta/datos/documento') },
  ],
};

/** Cases of the desk. */
export const deskCaseJourneys: readonly Journey[] = [document];
