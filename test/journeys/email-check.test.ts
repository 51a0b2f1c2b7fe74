import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import { chooseProfile } from '../browser/client-steps.ts';
import { done } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press, words } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { ageEmail } from '../helpers/old-email.ts';

for (const run of runs) {
  test(`twice a year a sign-in asks whether the e-mail is still used, and goes on: ${run.how}`, says, run);
  test(`who has another e-mail changes it, and the sign-in goes on: ${run.how}`, changes, run);
}

async function asked(t: ExecutionContext, run: Run): Promise<{ readonly stage: Stage; readonly person: Person }> {
  const stage = await openScenario(t);
  const account = await stage.app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  await ageEmail(stage.app, account?.id ?? '');
  const person = await enter(t, stage, run);
  await chooseProfile(person.page, stage, 'Persona');
  await logIn(person.page, rosa.rut, rosa.key);
  t.is(await heading(person.page), '¿Sigue usando roxxxx@corxxxx?');
  await person.look();
  return { stage, person };
}

async function says(t: ExecutionContext, run: Run): Promise<void> {
  const { stage, person } = await asked(t, run);
  const { page, complaints } = person;
  await press(page, 'Sí, sigo usándolo');
  await page.waitForURL(`${stage.clientUrl}/`);
  t.deepEqual(complaints, []);
}

async function changes(t: ExecutionContext, run: Run): Promise<void> {
  const { stage, person } = await asked(t, run);
  const { page, look, complaints } = person;
  await press(page, 'No, cambiarlo');
  t.is(await heading(page), 'Cambiar correo y celular');
  t.regex(await words(page, '.aviso.info'), /^Después vuelve a /);
  await look();
  await fill(page, { email: 'rosa.nueva@correo.example', actual: rosa.key });
  await press(page, 'Cambiar');
  t.truthy(await done(page));
  await look();
  await follow(page, page.getByRole('link', { name: /^Volver ahora a / }));
  await page.waitForURL(`${stage.clientUrl}/`);
  t.deepEqual(complaints, []);
}
