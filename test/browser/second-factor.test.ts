import test, { type ExecutionContext } from 'ava';
import { rosa as registered } from '../helpers/client-app.ts';
import { mailedCode } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';
import { done, enterCuenta, openTab } from './cuenta-steps.ts';
import { enter, openScenario, type Run, runs } from './scenario.ts';
import { fill, focused, follow, heading, press } from './steps.ts';

for (const run of runs)
  test.serial(`[ux 27] a user adds an app, prints its codes and removes it: ${run.how}`, enrols, run);

async function enrols(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { app } = stage;
  const { page, look, complaints } = await enter(t, stage, run);
  await enterCuenta(page, stage);
  await openTab(page, 'Seguridad');
  await look();
  await follow(page, page.getByRole('link', { name: 'Agregar una aplicación de códigos' }));
  t.is(await heading(page), 'Agregar una aplicación de códigos');
  t.true(await page.getByRole('img', { name: /^Código QR/ }).isVisible());
  await look();
  const secret = (await page.locator('.secreto').innerText()).replaceAll(' ', '');
  await fill(page, { nombre: 'Mi teléfono', serie: registered.serial ?? '' });
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  t.regex(await page.locator('#enviado').innerText(), /^(Enviamos|Estamos enviando) un código a /);
  t.is(await page.locator('#nombre').inputValue(), 'Mi teléfono');
  await look();
  await fill(page, { digitos: '000', codigo: await mailedCode(app, 'rosa@correo.example') });
  await page.locator('#digitos').press('Enter');
  await page.locator('#digitos-e').waitFor();
  t.is(await focused(page), 'resumen');
  await look();
  await fill(page, { digitos: digitsAt(secret, app.deps.now()) });
  await press(page, 'Agregar la aplicación');

  t.is(await heading(page), 'Sus códigos de respaldo');
  const codes = await page.locator('.impresos code').allInnerTexts();
  t.is(codes.length, 10);
  t.is(await page.getByRole('button', { name: 'Imprimir' }).count(), run.script ? 1 : 0);
  await look();
  const sheets = (await page.pdf({ format: 'Letter' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  t.is(sheets.length, 1);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.locator('body').innerText();
  for (const word of ['Clave Sence', 'sirve una sola vez', 'Hechos el', ...codes]) t.true(printed.includes(word), word);
  t.notRegex(printed, /Rosa|44\.000\.001|Huérfanos|Ya los guardé|Imprimir|se cierra/);
  await page.emulateMedia({ media: null });

  await follow(page, page.getByRole('link', { name: 'Ya los guardé' }));
  t.is(await done(page), 'Su segundo factor quedó agregado.');
  await look();
  await follow(page, page.getByRole('link', { name: 'Quitar Mi teléfono' }));
  await look();
  await fill(page, { codigo: codes[0] ?? '' });
  await press(page, 'Quitar');
  t.is(await done(page), 'Quitamos el segundo factor y le avisamos.');
  t.deepEqual(complaints, []);
}
