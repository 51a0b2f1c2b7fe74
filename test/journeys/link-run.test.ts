import test, { type ExecutionContext } from 'ava';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { heard, leave, signIn } from '../browser/client-steps.ts';
import { askForRun, jorge, openRequest, registerJorge } from '../browser/migrante-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { follow, heading, press } from '../browser/steps.ts';
import { nearDue } from '../helpers/recovery.ts';

const byNie = { rut: jorge.nie, key: jorge.clave } as const;
const byRun = { rut: jorge.rut, key: jorge.clave } as const;

for (const run of runs) {
  test(`who had a NIE gets a RUN after the hold, and platforms know the person still: ${run.how}`, linked, run);
  test(`who asked for the RUN takes it back from the letter, and nothing changes: ${run.how}`, withdrawn, run);
}

async function linked(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const person = await enter(t, stage, run);
  const { page, complaints, look } = person;
  await registerJorge(page, stage);
  await signIn(page, stage, 'Migrante', byNie);
  const before = await heard(page, 'sub');
  await leave(page, stage);

  await asks(t, person, stage);
  const address = page.url();
  await openRequest(page, stage);
  t.is(`${page.url()}?recibida`, address, 'the letter leads to the request that he saw');
  t.is(await heading(page), 'Pidieron unir su NIE a un RUN');
  await waitsOut(t, person, stage);

  await signIn(page, stage, 'Persona', byRun);
  t.is(await heading(page), 'Hola, Jorge Andrés');
  t.is(await heard(page, 'sub'), before);
  t.regex(await page.locator('main').innerText(), /44\.000\.113-0/);
  t.is(await page.locator('.verificada').innerText(), 'documento');
  await look();
  t.deepEqual(complaints, []);
}

async function asks(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  await page.goto(app.issuer);
  await follow(page, page.getByRole('link', { name: 'Ya tengo RUN' }));
  t.is(await heading(page), 'Ya tengo RUN');
  await look();
  await askForRun(page, { ...jorge, serie: 'B51A23456' });
  t.regex(await page.locator('#resumen li').innerText(), /^El número no coincide con el de su cédula\./);
  t.is(await page.locator('#rut').inputValue(), jorge.rut);
  await look();
  await askForRun(page);
  t.is(await heading(page), 'Recibimos su solicitud');
  const said = await page.locator('#resumen').innerText();
  t.regex(said, /Se hará el \d\d-\d\d-\d{4} a las \d\d\.\d\d \(hora de Santiago\)/);
  await look();
}

async function waitsOut(t: ExecutionContext, { page, look }: Person, { app }: Stage): Promise<void> {
  t.false(await applyDueChange(app.deps), 'nothing happens before the hour');
  await nearDue(app, 0);
  t.true(await applyDueChange(app.deps));
  await page.reload();
  t.is(await heading(page), 'Éxito');
  t.regex(await page.locator('main').innerText(), /Su cuenta ya es de su RUN/);
  t.is(await page.getByRole('button', { name: 'Detener la solicitud' }).count(), 0);
  await look();
}

async function withdrawn(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const { page, complaints, look } = await enter(t, stage, run);
  await registerJorge(page, stage);
  await page.goto(`${stage.app.issuer}/ya-tengo-run`);
  await askForRun(page);
  await openRequest(page, stage);
  await press(page, 'Detener la solicitud');
  t.is(await heading(page), 'Estado de mi solicitud');
  t.regex(await page.locator('main').innerText(), /La solicitud fue detenida/);
  await look();

  await nearDue(stage.app, 0);
  t.false(await applyDueChange(stage.app.deps));
  await signIn(page, stage, 'Migrante', byNie);
  t.is(await page.locator('.declarada').innerText(), 'declarada');
  t.deepEqual(complaints, []);
}
