import test from 'ava';
import { withinMs } from '../helpers/within-ms.ts';
import { barriers } from './quality.ts';
import { openStage } from './stage.ts';
import { camila, camilaSegura, confirm, heading, logIn, register } from './steps.ts';

const REFUSED = 'NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA';

test('[threat 25, threat 40, ux 15, guide segura 1] in segura the card is asked for, no secret question is, keys are long, and the identity is checked', async (t) => {
  t.timeout(withinMs(120_000));
  const stage = await openStage({ CLAVE_POLICY: 'segura' });
  t.teardown(() => stage.close());
  const { page, complaints } = await stage.visit();
  await page.goto(`${stage.app.issuer}/registro/natural`);
  t.is(await page.getByLabel('Pregunta Secreta').count(), 0);
  t.is(await page.getByLabel('Respuesta Secreta').count(), 0);
  t.regex(await page.locator('label[for=serie]').innerText(), /^Número de serie o documento.*\*$/);
  t.regex(await page.locator('#clave-p').innerText(), /Entre 15 y 64 caracteres/);

  await register(page, camila);
  const fields = await page
    .locator('#resumen li a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  t.deepEqual(fields, ['#serie', '#clave']);
  t.deepEqual(await barriers(page), []);

  await register(page, camilaSegura);
  t.is(await heading(page), 'Éxito');
  await confirm(page, stage);
  t.regex(await page.locator('main').innerText(), /Su cuenta está confirmada/);

  await page.goto(`${stage.clientUrl}/ingresar`);
  const told: string[] = [];
  for (const rut of [camila.rut, '44.000.105-K']) {
    await logIn(page, rut, 'otros-copihues-2026');
    told.push((await page.locator('#resumen').innerText()).replace(/CS-\w{4}-\w{4}/, 'REFERENCE'));
  }
  t.true(told[0]?.includes(REFUSED));
  t.is(told[0], told[1]);

  await logIn(page, camila.rut, camilaSegura.clave);
  t.is(await heading(page), 'Hola, Camila Andrea');
  t.is(await page.locator('.verificada').innerText(), 'documento');
  t.deepEqual(complaints, []);
});
