import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { chooseProfile, heard, leave } from '../browser/client-steps.ts';
import { done, openTab, rosa } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, heading, logIn, press } from '../browser/steps.ts';
import { giveApp, LEVEL } from '../helpers/factor-sign-in.ts';

const ASKED = 'Use su segundo factor';

for (const run of runs) test.serial(`a user has a browser remembered, and forgets it: ${run.how}`, remembered, run);

async function remembered(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { clientUrl } = stage;
  const { digits } = await giveApp(stage.app);
  const { page, look, complaints } = await enter(t, stage, run);
  const signIn = async (): Promise<void> => {
    await chooseProfile(page, stage, 'Persona');
    await logIn(page, rosa.rut, rosa.key);
  };

  await signIn();
  t.is(await heading(page), ASKED);
  const box = page.getByRole('checkbox', { name: 'Recordar este equipo 30 días' });
  t.false(await box.isChecked());
  await look();
  await fill(page, { codigo: digits() });
  await box.check();
  await press(page, 'Continuar');
  await page.waitForURL(`${clientUrl}/`);
  t.is(await heard(page, 'acr'), LEVEL);
  await leave(page, stage);

  await signIn();
  await page.waitForURL(`${clientUrl}/`);
  t.is(await heard(page, 'acr'), 'urn:sence:clave', 'the key alone');

  await askForLevel(page, stage);
  t.is(await heading(page), ASKED);
  t.is(await box.count(), 0);
  await look();
  await fill(page, { codigo: digits() });
  await press(page, 'Continuar');
  await page.waitForURL(`${clientUrl}/`);
  t.is(await heard(page, 'acr'), LEVEL);

  await page.goto(`${stage.app.issuer}/cuenta`);
  await openTab(page, 'Seguridad');
  t.is(await page.getByText('Este equipo', { exact: true }).count(), 1);
  await look();
  await press(page, 'Quitar Chrome en Linux');
  t.is(await done(page), 'En ese equipo volveremos a pedir el segundo factor.');
  await look();
  await page.goto(clientUrl);
  await leave(page, stage);
  await signIn();
  t.is(await heading(page), ASKED, 'it is asked again');
  t.deepEqual(complaints, []);
}

/** The platform begins a sign-in of its own at the level of two factors. */
async function askForLevel(page: Page, { clientUrl }: Stage): Promise<void> {
  const begun = await page.context().request.get(`${clientUrl}/ingresar`, { maxRedirects: 0 });
  const to = new URL(begun.headers().location ?? '');
  to.searchParams.set('acr_values', LEVEL);
  await page.goto(to.href);
}
