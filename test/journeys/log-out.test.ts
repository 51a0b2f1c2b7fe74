import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import { leave, signIn } from '../browser/client-steps.ts';
import { rosa } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { heading, press } from '../browser/steps.ts';
import { withinMs } from '../helpers/within-ms.ts';

const NAME = 'Despega MIPE (simulada)';

for (const run of runs) {
  test.serial(`stay, leave one platform, leave all and read who is told: ${run.how}`, choices, run);
  test.serial(`who has left already is not stranded, and comes back to the platform: ${run.how}`, leftAlready, run);
  test.serial(`[O9] a broken request to leave is closed right there: ${run.how}`, broken, run);
}

/** The platform asks without proof. */
const asks = (page: Page, { app }: Stage, more: Record<string, string> = {}) =>
  page.goto(`${app.issuer}/oidc/logout?${new URLSearchParams({ client_id: 'despega-mipe', ...more })}`);

async function enterBoth(page: Page, stage: Stage): Promise<void> {
  await signIn(page, stage, 'Persona', rosa);
  await page.goto(`${stage.app.issuer}/cuenta`);
}

async function choices(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, complaints, look } = await enter(t, stage, run);
  await enterBoth(page, stage);
  await asks(page, stage);
  t.is(await heading(page), '¿Cerrar sesión?');
  await look();
  await press(page, 'Seguir conectado');
  t.is(await heading(page), 'Sigue conectado');
  await look();

  await asks(page, stage, { post_logout_redirect_uri: `${stage.clientUrl}/adios`, state: 'adios-1' });
  await press(page, `Solo en ${NAME}`);
  t.is(page.url(), `${stage.clientUrl}/`, 'a state that is not its own leads the platform to its first page');
  await page.goto(`${stage.app.issuer}/cuenta`);
  t.is(new URL(page.url()).pathname, '/cuenta', 'Mi cuenta goes on');

  await page.goto(`${stage.clientUrl}/ingresar`);
  await asks(page, stage);
  await press(page, 'Cerrar sesión en todas las plataformas');
  t.is(await heading(page), 'Cerró su sesión');
  t.true((await page.locator('main').innerText()).includes('Le estamos avisando'));
  await look();
  while ((await deliverDue(stage.app.logouts)) > 0);
  await page.getByText('Avisada', { exact: true }).waitFor({ timeout: withinMs(15_000) });
  await look();
  await page.goto(`${stage.app.issuer}/cuenta`);
  t.is(await heading(page), 'Ingrese con su Clave Sence');
  t.deepEqual(complaints, []);
}

async function leftAlready(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, complaints, look } = await enter(t, stage, run);
  await signIn(page, stage, 'Persona', rosa);
  await leave(page, stage);
  t.is(await heading(page), 'Cerró su sesión en Despega MIPE');
  await asks(page, stage, { post_logout_redirect_uri: `${stage.clientUrl}/adios`, state: 'adios-2' });
  if (!run.script) {
    await look();
    await press(page, 'Continuar');
  }
  await page.waitForURL(`${stage.clientUrl}/`);
  await asks(page, stage);
  if (!run.script) await press(page, 'Continuar');
  await page.waitForURL(`${stage.app.issuer}/oidc/logout/success`);
  t.is(await heading(page), 'Cerró su sesión');
  t.deepEqual(complaints, []);
}

async function broken(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, look } = await enter(t, stage, run);
  await signIn(page, stage, 'Persona', rosa);
  await asks(page, stage, { id_token_hint: 'basura', post_logout_redirect_uri: `${stage.clientUrl}/adios` });
  t.is(await heading(page), 'La plataforma envió un pedido que no podemos atender');
  await look();
  await press(page, 'Cerrar sesión');
  t.is(new URL(page.url()).origin, stage.app.issuer, 'not at the platform');
  t.is(await heading(page), 'Cerró su sesión');
  await page.goBack();
  t.is(await heading(page), 'La plataforma envió un pedido que no podemos atender');
  t.true((await page.locator('main').innerText()).includes('no vemos una sesión abierta'), 'Back asks anew');
  await page.goto(`${stage.app.issuer}/cuenta`);
  t.is(await heading(page), 'Ingrese con su Clave Sence');
}
