import test, { type ExecutionContext } from 'ava';
import { pressTab, signIn } from '../browser/client-steps.ts';
import { logInCompany } from '../browser/company-steps.ts';
import { done, enterCuenta, openTab, rosa } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import { fill, focused, follow, heading, press } from '../browser/steps.ts';
import { openCompany } from '../helpers/companies.ts';

for (const run of runs) {
  test.serial(`a user looks after the account: ${run.how}`, holder, run);
  test.serial(`a company sees who acted, and a representative stops its account: ${run.how}`, company, run);
}

async function holder(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const elsewhere = await enter(t, stage, run);
  await signIn(elsewhere.page, stage, 'Persona', rosa);
  const { page, look, complaints } = await enter(t, stage, run);
  await enterCuenta(page, stage);
  t.is(await heading(page), 'Mi cuenta');
  t.true((await page.locator('main').innerText()).includes('Rosa Elena Soto Díaz · RUT 44.000.001-0'));
  t.true(await page.getByRole('link', { name: 'Ir a Despega MIPE (simulada)' }).isVisible());
  t.true((await page.locator('main').innerText()).includes('No tiene nada pendiente.'));
  await look();

  await openTab(page, 'Actividad');
  t.is(await page.locator('.cinta .ojo').count(), 2, 'two new devices');
  await look();

  await follow(page, page.getByRole('link', { name: /^No fui yo/ }).first());
  t.is(await heading(page), '¿No fue usted?');
  await look();

  await openTab(page, 'Sesiones');
  t.is(await page.locator('tbody tr').count(), 2);
  await look();
  await press(page, 'Cerrar sesión en Chrome en Linux');
  t.is(await done(page), 'Cerramos la sesión y avisamos a las plataformas.');
  t.is(await page.locator('tbody tr').count(), 1);

  await openTab(page, 'Seguridad');
  await look();
  await follow(page, page.getByRole('link', { name: 'Cambiar mi clave' }));
  await fill(page, { actual: 'Equivocada', clave: rosa.chosen, clave2: rosa.chosen });
  await press(page, 'Cambiar Clave');
  t.is(await focused(page), 'resumen');
  await look();
  await fill(page, { actual: rosa.key, clave: rosa.chosen, clave2: rosa.chosen });
  await press(page, 'Cambiar Clave');
  t.is(await done(page), 'Su clave cambió y cerramos sus otras sesiones.');

  await openTab(page, 'Plataformas');
  await look();
  await follow(page, page.getByRole('link', { name: 'Desconectar Despega MIPE' }));
  t.is(await heading(page), '¿Desconectar Despega MIPE (simulada)?');
  await look();
  await press(page, 'Desconectar');
  t.is(await done(page), 'Desconectamos la plataforma.');

  await openTab(page, 'Mis datos');
  await look();
  await follow(page, page.getByRole('link', { name: 'Cambiar correo o celular' }));
  await fill(page, { email: 'otra@correo.example', actual: rosa.chosen });
  await look();
  await press(page, 'Cambiar');
  t.true((await page.locator('main').innerText()).includes('Solicitudes en espera'));
  await look();
  await openTab(page, 'Inicio');
  await look();
  await follow(page, page.getByRole('link', { name: /^Ver o detener/ }));
  await follow(page, page.getByRole('button', { name: /^Detener la solicitud/ }));
  t.is(await done(page), 'Detuvimos la solicitud.');
  await follow(page, page.getByRole('link', { name: 'Cambiar domicilio o teléfonos' }));
  await fill(page, { calle: 'Los Boldos' });
  await press(page, 'Guardar');
  t.is(await done(page), 'Guardamos sus datos.');

  await follow(page, page.getByRole('link', { name: 'Salir', exact: true }));
  await press(page, 'Cerrar sesión');
  t.is(await heading(page), 'Cerró su sesión');
  await page.goto(`${stage.app.issuer}/cuenta`);
  t.is(await heading(page), 'Ingrese con su Clave Sence');
  t.deepEqual(complaints, []);
}

async function company(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  await openCompany(stage.app);
  const { page, look, complaints } = await enter(t, stage, run);
  await page.goto(`${stage.app.issuer}/cuenta/sesiones`);
  await pressTab(page, 'Empresa');
  await logInCompany(page, '54.000.001-8', '44.000.002-9');
  await page.waitForURL(`${stage.app.issuer}/cuenta/sesiones`);
  t.true((await page.locator('tbody').innerText()).includes('44.000.002-9'));
  await look();
  await openTab(page, 'Nuevo representante');
  await look();
  await openTab(page, 'Seguridad');
  await follow(page, page.getByRole('link', { name: 'Detener mi cuenta' }));
  t.is(await heading(page), '¿Detener su cuenta?');
  await look();
  await press(page, 'Detener mi cuenta');
  t.is(await heading(page), 'Su cuenta quedó detenida');
  await page.goto(`${stage.app.issuer}/cuenta`);
  t.is(await heading(page), 'Ingrese con su Clave Sence');
  t.deepEqual(complaints, []);
}
