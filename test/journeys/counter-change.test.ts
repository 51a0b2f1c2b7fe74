import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { enter, openScenario, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { follow, heading, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { confirmationIn, decideFor, given, givenContacts, office } from '../helpers/counter.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { DAY, MINUTE, nearDue, newestIn, proveLongAgo } from '../helpers/recovery.ts';

const run = parseRun(rosa.rut);

for (const one of runs) {
  test.serial(`the true owner stops what two people decided, by the old mobile: ${one.how}`, stopped, one);
  test.serial(`who lost the mailbox has the new one after the hold: ${one.how}`, granted, one);
}

/** Two people granted Rosa new contacts, and the reader of the new mailbox confirmed it. */
async function decided(t: ExecutionContext): Promise<Stage> {
  const stage = await openScenario(t);
  const { app } = stage;
  await proveLongAgo(app, 'natural', run);
  await confirmMobileOf(app, 'natural', run);
  await app.advance(DAY);
  await decideFor(app, await rosas(stage), { contacts: givenContacts, key: true });
  await confirmContact(app.deps, await confirmationIn(app), office);
  return stage;
}

async function rosas({ app }: Stage) {
  const account = await app.deps.accounts.findByIdentifier('natural', run);
  if (!account) throw new Error('Rosa has no account');
  return account;
}

const requestTo = (stage: Stage, to: string): Promise<string> => newestIn(stage.app, to, /(http\S+\/solicitud\/\S+)/);

async function stopped(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await decided(t);
  const { email, mobile } = (await rosas(stage)).personal;
  const { page, look, complaints } = await enter(t, stage, one);
  await page.goto(await requestTo(stage, String(mobile)));
  t.is(await heading(page), 'Aprobaron un cambio de su cuenta en persona');
  t.regex(await page.locator('main').innerText(), /cambiar el correo, cambiar el celular y enviar una clave nueva/);
  await look();
  await press(page, 'Detener la solicitud');
  t.regex(await page.locator('main').innerText(), /La solicitud fue detenida. Su cuenta no cambió/);
  await look();
  await nearDue(stage.app, MINUTE);
  t.false(await applyDueChange(stage.app.deps));
  t.is((await rosas(stage)).personal.email, email);
  t.deepEqual(complaints, []);
}

async function granted(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await decided(t);
  const { email } = (await rosas(stage)).personal;
  const { page, look, complaints } = await enter(t, stage, one);
  await nearDue(stage.app, MINUTE);
  t.true(await applyDueChange(stage.app.deps));
  await page.goto(await requestTo(stage, String(email)));
  t.is(await heading(page), 'Éxito');
  await look();
  await follow(page, page.getByRole('link', { name: 'Ingresar' }));
  t.regex(await newestIn(stage.app, given.email, /(clave)/i), /clave/i);
  t.deepEqual(complaints, []);
}
