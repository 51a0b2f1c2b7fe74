import test, { type ExecutionContext } from 'ava';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { heard, renew, signIn } from '../browser/client-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { camila, confirm, fill, follow, heading, press, register } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';

/** What another person writes who knows Camila's RUT, but not her card. */
const squatter = {
  ...camila,
  email: 'otra@correo.example',
  celular: '40000008',
  clave: 'Zorzal-888',
  clave2: 'Zorzal-888',
} as const;

const card = 'B51A23456';

for (const run of runs)
  test(`a user whose RUT another person registered gets it back by the card: ${run.how}`, contest, run);

async function contest(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const other = await enter(t, stage, run);
  const ofOther = await squats(other, stage);
  const person = await enter(t, stage, run);
  await isLedThere(t, person, stage);
  await takesBack(t, person, stage);
  const ofCamila = await opensOwn(t, person, stage);

  t.not(ofCamila, ofOther);
  await renew(other.page);
  t.is(await heading(other.page), 'Su sesión terminó');
  t.deepEqual([...other.complaints, ...person.complaints], []);
}

async function squats({ page }: Person, stage: Stage): Promise<string> {
  await page.goto(`${stage.app.issuer}/registro/natural`);
  await register(page, squatter);
  await confirm(page, stage);
  await signIn(page, stage, 'Persona', { rut: squatter.rut, key: squatter.clave });
  return heard(page, 'sub');
}

async function isLedThere(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/registro/natural`);
  await register(page, camila);
  const summary = page.locator('#resumen');
  t.regex(await summary.innerText(), /Ese RUT ya tiene Clave Sence/);
  await look();
  await follow(page, summary.getByRole('link', { name: /Alguien registró mi RUT/ }));
  t.is(await heading(page), 'Alguien registró mi RUT');
  await look();
}

/** The account was used at a platform: it is stopped at once, and the number opens after the hold. */
async function takesBack(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await fill(page, { rut: camila.rut, serie: card, captcha: CAPTCHA_ANSWER });
  await press(page, 'Recuperar mi RUT');
  t.is(await heading(page), '¿Quién abrió esta cuenta?');
  await look();
  await press(page, 'Esta cuenta no la abrí yo');
  t.is(await heading(page), 'El RUT queda en espera');
  t.regex(await page.locator('main').innerText(), /Folio\s+CS-\w[\s\S]*Desde el \d\d-\d\d-\d{4}/);
  await look();
  await follow(page, page.getByRole('link', { name: 'Estado de mi solicitud' }));
  t.regex(await page.locator('main').innerText(), /En espera/);
  await look();
  app.advance(72 * 3_600_000);
  t.true(await applyDueChange(app.deps));
  await page.reload();
  t.is(await heading(page), 'Éxito');
  await look();
}

async function opensOwn(t: ExecutionContext, { page, look }: Person, stage: Stage): Promise<string> {
  await page.goto(`${stage.app.issuer}/registro/natural`);
  await register(page, { ...camila, serie: card });
  t.is(await heading(page), 'Éxito');
  await confirm(page, stage);
  await signIn(page, stage, 'Persona', { rut: camila.rut, key: camila.clave });
  t.is(await heading(page), 'Hola, Camila Andrea');
  t.is(await page.locator('.verificada').innerText(), 'documento');
  await look();
  return heard(page, 'sub');
}
