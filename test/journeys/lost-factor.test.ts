import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { chooseProfile, signIn } from '../browser/client-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, logIn, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { lossCodeIn } from '../helpers/factor-loss.ts';
import { ROSAS_MAIL } from '../helpers/new-device.ts';
import { DAY, MINUTE, nearDue, newestIn, proveLongAgo } from '../helpers/recovery.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

const run = parseRun(rosa.rut);

for (const one of runs) {
  test.serial(
    `who lost phone and printed codes comes back after the hold, by key, card and mailbox: ${one.how}`,
    back,
    one,
  );
  test.serial(`who still has the factor is asked at the sign-in and stops the request: ${one.how}`, stopped, one);
}

/** Rosa, whose card was checked long ago, and whose app is a month old. */
async function openWithFactor(t: ExecutionContext): Promise<{ stage: Stage; secret: string }> {
  const stage = await openScenario(t);
  const { app } = stage;
  await proveLongAgo(app, 'natural', run);
  const account = await app.deps.accounts.findByIdentifier('natural', run);
  if (!account) throw new Error('Rosa has no account');
  const { secret } = await enrolled(app, { account, serial: requireSerial(rosa.serial) });
  await app.advance(30 * DAY);
  return { stage, secret };
}

/** Types the key, and goes from the page of the factor to that of its loss. */
async function toLoss(t: ExecutionContext, { page, look }: Person, stage: Stage): Promise<void> {
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
  t.is(await heading(page), 'Use su segundo factor');
  await page.getByText('No tengo mi teléfono').click();
  await follow(page, page.getByRole('link', { name: 'Perdí mi segundo factor' }));
  t.is(await heading(page), 'Perdí mi segundo factor');
  await look();
}

async function asks(t: ExecutionContext, person: Person, stage: Stage): Promise<void> {
  const { page, look } = person;
  await toLoss(t, person, stage);
  await press(page, 'Enviar código');
  const codigo = await lossCodeIn(stage.app, ROSAS_MAIL);
  await fill(page, { codigo, serie: '599999999' });
  await press(page, 'Pedir que lo quiten');
  t.regex(await page.locator('#resumen li').innerText(), /^El número no coincide con el de su cédula\./);
  await look();
  await fill(page, { codigo, serie: rosa.serial });
  await press(page, 'Pedir que lo quiten');
  t.is(await heading(page), 'Su segundo factor se quitará');
  await look();
}

async function back(t: ExecutionContext, one: Run): Promise<void> {
  const { stage } = await openWithFactor(t);
  const { app } = stage;
  const person = await enter(t, stage, one);
  const { page, look, complaints } = person;
  await asks(t, person, stage);
  await follow(page, page.getByRole('link', { name: 'Ver o detener mi solicitud' }));
  t.is(await heading(page), 'Pidieron quitar su segundo factor');
  await look();
  t.false(await applyDueChange(app.deps), 'nothing happens before the hour');
  await nearDue(app, MINUTE);
  t.true(await applyDueChange(app.deps));
  await page.goto(await newestIn(app, ROSAS_MAIL, /(http\S+\/solicitud\/\S+)/));
  t.is(await heading(page), 'Éxito');
  t.regex(await page.locator('main').innerText(), /Quitamos el segundo factor y cerramos todas las sesiones/);
  await look();
  await signIn(page, stage, 'Persona', rosa);
  t.deepEqual(complaints, []);
}

async function stopped(t: ExecutionContext, one: Run): Promise<void> {
  const { stage, secret } = await openWithFactor(t);
  const { app, clientUrl } = stage;
  const thief = await enter(t, stage, one);
  await asks(t, thief, stage);
  const { page, look, complaints } = await enter(t, stage, one);
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, rosa.rut, rosa.key);
  await fill(page, { codigo: digitsAt(secret, app.deps.now()) });
  await press(page, 'Continuar');
  t.is(await heading(page), '¿Pidió usted este cambio?');
  await look();
  await press(page, 'No, no fui yo');
  t.is(await heading(page), 'Detuvimos la solicitud');
  await look();
  await press(page, 'Continuar');
  await page.waitForURL(`${clientUrl}/`);
  await nearDue(app, MINUTE);
  t.false(await applyDueChange(app.deps));
  t.deepEqual(complaints, []);
}
