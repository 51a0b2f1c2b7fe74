import test, { type ExecutionContext } from 'ava';
import { chooseProfile } from './client-steps.ts';
import { marie } from './migrante-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from './scenario.ts';
import type { Stage } from './stage.ts';
import { confirm, follow, heading, logIn, register } from './steps.ts';

for (const run of runs) test(`a migrante registers with a NIE, confirms and signs in: ${run.how}`, migrante, run);

async function migrante(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const person = await enter(t, stage, run);
  const { page, complaints, look } = person;
  await registers(t, person, stage);
  await chooseProfile(page, stage, 'Migrante');
  t.is(await page.getByLabel('NIE', { exact: true }).count(), 1);
  await look();
  await logIn(page, '199.000.001-4', marie.clave);
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heading(page), 'Hola');
  t.regex(await page.locator('main').innerText(), /199\.000\.001-4/);
  t.is(await page.locator('.declarada').innerText(), 'declarada');
  await look();
  t.deepEqual(complaints, []);
}

async function registers(t: ExecutionContext, { page, look }: Person, stage: Stage): Promise<void> {
  await page.goto(stage.app.issuer);
  await follow(page, page.getByRole('link', { name: 'Regístrese aquí como Migrante' }));
  t.is(await page.getByLabel(/Número de serie/).count(), 0, 'nobody asks for a card that she does not have');
  await look();
  await register(page, { ...marie, nie: '199.000.001-5' });
  t.is(await page.locator('#resumen li').innerText(), 'Revise su NIE: el dígito verificador no coincide.');
  t.is(await page.locator('#calle').inputValue(), marie.calle);
  await look();
  await register(page, marie);
  await page.waitForURL('**/listo/**');
  t.is(await heading(page), 'Éxito');
  await look();
  await confirm(page, stage);
  t.regex(await page.locator('main').innerText(), /Su cuenta está confirmada/);
  await look();
}
