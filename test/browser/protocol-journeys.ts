import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import { chooseProfile, signIn } from './client-steps.ts';
import { enterCuenta, rosa } from './cuenta-steps.ts';
import { at, type Journey } from './journey-step.ts';
import type { Stage } from './stage.ts';
import { fill, logIn, press } from './steps.ts';

/** The platform asks without an ID token, so that the person is asked. */
const askToLeave = at('/oidc/logout?client_id=despega-mipe');

/** Rosa is in at the platform and in Mi cuenta. */
async function enterBoth(page: Page, stage: Stage): Promise<void> {
  await signIn(page, stage, 'Persona', rosa);
  await page.goto(`${stage.app.issuer}/cuenta`);
}

const salir: Journey = {
  name: 'salir',
  steps: [
    {
      caption: 'Salir de todas o de una',
      async go(page, stage) {
        await enterBoth(page, stage);
        await askToLeave(page, stage);
      },
    },
    { caption: 'Sigue conectado', go: (page) => press(page, 'Seguir conectado') },
    {
      caption: 'Salió de una plataforma',
      async go(page, stage) {
        await askToLeave(page, stage);
        await press(page, 'Solo en Despega MIPE (simulada)');
      },
    },
    {
      caption: 'Salió de todas',
      async go(page, stage) {
        await page.goto(`${stage.clientUrl}/ingresar`);
        await askToLeave(page, stage);
        await press(page, 'Cerrar sesión en todas las plataformas');
      },
    },
    {
      caption: 'Plataformas avisadas',
      async go(page, { app }) {
        while ((await deliverDue(app.logouts)) > 0);
        await page.getByText('Avisada', { exact: true }).waitFor();
      },
    },
  ],
};

/** Posts a request of the platform, which in these journeys needs no secret; gives one word of the answer. */
async function ask({ app }: Stage, path: string, params: object, word: string): Promise<string> {
  const body = new URLSearchParams({ client_id: 'despega-mipe', scope: 'openid run', ...params });
  const answer = await fetch(`${app.issuer}${path}`, { method: 'POST', body });
  return String(((await answer.json()) as Record<string, unknown>)[word]);
}

const withoutSecret = { client_secret_env: undefined, token_endpoint_auth_method: 'none' };

const equipo: Journey = {
  name: 'equipo',
  client: {
    ...withoutSecret,
    client_name: 'Tótem de la oficina de Arica (simulado)',
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
    response_types: undefined,
    redirect_uris: [],
    post_logout_redirect_uris: [],
  },
  steps: [
    { caption: 'Código del equipo', go: at('/dispositivo') },
    {
      caption: 'Un código que no existe',
      async go(page) {
        await fill(page, { user_code: 'BBBB-BBBB' });
        await press(page, 'Continuar');
      },
    },
    {
      caption: '¿Es este su equipo?',
      async go(page, stage) {
        await fill(page, { user_code: await ask(stage, '/oidc/device', {}, 'user_code') });
        await press(page, 'Continuar');
      },
    },
    { caption: 'Ingreso', go: (page) => press(page, 'Sí, es mi equipo') },
    { caption: 'Ingresó en el equipo', go: (page) => logIn(page, rosa.rut, rosa.key) },
  ],
};

/** Pushes a request in which the platform says that it expects Pedro; gives the address that goes on with it. */
async function expectPedro(stage: Stage): Promise<string> {
  const claims = JSON.stringify({ id_token: { rut: { value: '44000002-9' } } });
  const challenge = {
    code_challenge: createHash('sha256').update('v').digest('base64url'),
    code_challenge_method: 'S256',
  };
  const back = { response_type: 'code', redirect_uri: `${stage.clientUrl}/vuelta` };
  const uri = await ask(stage, '/oidc/par', { ...back, ...challenge, claims }, 'request_uri');
  const query = new URLSearchParams({ client_id: 'despega-mipe', request_uri: uri });
  return `${stage.app.issuer}/oidc/authorize?${query}`;
}

const errores: Journey = {
  name: 'errores',
  client: withoutSecret,
  steps: [
    {
      caption: 'La plataforma espera a otra persona',
      async go(page, stage) {
        await enterCuenta(page, stage);
        await page.goto(await expectPedro(stage));
      },
    },
    {
      caption: 'De vuelta en la plataforma, sin ingresar',
      async go(page, stage) {
        await page.context().clearCookies();
        await chooseProfile(page, stage, 'Persona');
        await press(page, 'Volver a la plataforma');
      },
    },
    { caption: 'Un pedido que no podemos atender', go: at('/oidc/authorize?client_id=nadie') },
    { caption: 'Qué significa cada error', go: at('/desarrolladores/errores') },
    { caption: 'Conectar una plataforma', go: at('/desarrolladores') },
  ],
};

/** What a platform's request brings about besides a sign-in. */
export const protocolJourneys: readonly Journey[] = [salir, equipo, errores];
