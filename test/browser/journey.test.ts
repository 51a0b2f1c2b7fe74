import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { enter, openScenario, type Run, runs } from './scenario.ts';
import type { Stage } from './stage.ts';
import { camila, confirm, focused, follow, heading, logIn, register } from './steps.ts';

for (const run of runs) {
  test(
    `[ux 2, guide person] a person registers, confirms, signs in at a platform, renews and signs out: ${run.how}`,
    journey,
    run,
  );
}

async function journey(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, complaints, look } = await enter(t, stage, run);

  await page.goto(stage.app.issuer);
  await look();
  await follow(page, page.getByRole('link', { name: 'Regístrese aquí como Persona Natural' }));
  await look();
  await register(page);
  t.is(await heading(page), 'Éxito');
  await look();

  await confirm(page, stage);
  t.regex(await page.locator('main').innerText(), /Su cuenta está confirmada/);
  await look();

  await page.goto(stage.clientUrl);
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  await look();
  await signIn(t, page, look);
  t.is(page.url(), `${stage.clientUrl}/`);
  await look();
  await signedIn(t, page, stage);
  await look();
  t.deepEqual(complaints, []);
  t.false(stage.app.logged.some((line) => line.includes('back-channel logout failed')));
}

async function signIn(t: ExecutionContext, page: Page, look: () => Promise<void>): Promise<void> {
  await logIn(page, camila.rut, 'Copih-2025');
  const summary = page.locator('#resumen');
  t.regex(await summary.innerText(), /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  t.regex(await page.title(), /^Error: /);
  t.is(await focused(page), 'resumen');
  t.is(await page.locator('#rut').inputValue(), '44.000.003-7');
  t.is(await page.locator('#clave').inputValue(), '');
  await look();
  await logIn(page, '44.000.003-7', camila.clave);
}

async function signedIn(t: ExecutionContext, page: Page, { app, clientUrl }: Stage): Promise<void> {
  const seen = await page.locator('main').innerText();
  t.is(await heading(page), 'Hola');
  t.regex(seen, /44\.000\.003-7/);
  t.regex(seen, /declarada/);

  await follow(page, page.getByRole('button', { name: 'Renovar' }));
  t.is(await heading(page), 'Hola');

  await follow(page, page.getByRole('button', { name: 'Cerrar sesión' }));
  await page.waitForURL(`${clientUrl}/adios**`);
  t.is(await heading(page), 'Cerró su sesión en Despega MIPE');

  await page.goto(clientUrl);
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  t.is(new URL(page.url()).origin, app.issuer);
  t.is(await heading(page), 'Ingrese con su Clave Sence');
}
