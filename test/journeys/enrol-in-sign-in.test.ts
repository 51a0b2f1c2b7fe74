import test, { type ExecutionContext } from 'ava';
import { acrValues } from '../../src/domain/acr-values.ts';
import { chooseProfile, heard } from '../browser/client-steps.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import { fill, follow, heading, logIn, press, words } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { mailedCode } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

for (const run of runs)
  test(
    `[ux 27] a platform asks for a second factor, which is added on the way, and the sign-in goes on: ${run.how}`,
    enrols,
    run,
  );

async function enrols(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t, { default_acr_values: [acrValues.secondFactor] });
  const { app } = stage;
  const { page, look, complaints } = await enter(t, stage, run);
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
  t.is(await heading(page), 'Agregue un segundo factor');
  await look();
  await press(page, 'Agregar una aplicación de códigos');
  t.is(await heading(page), 'Agregar una aplicación de códigos');
  t.regex(await words(page, '.aviso.info'), /^Después vuelve a /);
  await look();

  await follow(page, page.getByRole('link', { name: /^Volver ahora a / }));
  t.is(await heading(page), 'Agregue un segundo factor', 'nothing was added, nothing is lost');
  await press(page, 'Agregar una aplicación de códigos');

  const secret = (await page.locator('.secreto').innerText()).replaceAll(' ', '');
  await fill(page, { serie: rosa.serial });
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  const codigo = await mailedCode(app, 'rosa@correo.example');
  await fill(page, { digitos: digitsAt(secret, app.deps.now()), codigo });
  await press(page, 'Agregar la aplicación');
  t.is(await heading(page), 'Sus códigos de respaldo');
  await look();
  await follow(page, page.getByRole('link', { name: /^Ya los guardé: volver a / }));
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heard(page, 'acr'), acrValues.secondFactor, 'and its digits were not asked again');
  t.deepEqual(complaints, []);
}
