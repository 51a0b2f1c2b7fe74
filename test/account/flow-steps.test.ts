import test from 'ava';
import { confirmAddress, forgetAnswer } from '../../src/features/recovery/use-cases/recover-key.ts';
import { recoverySteps } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { statementsIn } from '../helpers/count-statements.ts';
import { begin, beginWithCard, coded, elsewhere, MINUTE, openWithCamila, stepOf } from '../helpers/recovery.ts';

test('of several simultaneous requests of one step one takes it, and the others get that it is over', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app);
  const steps = recoverySteps(app.deps);
  const found = await steps.at(of, 'question');
  let taken = 0;
  const take = () =>
    steps.advance({ ...of, found }, 'question', async (latest) => {
      taken += 1;
      await app.deps.accounts.find(latest.accountId ?? '');
      return { ...latest, question: 'forgotten' };
    });
  const said = await Promise.all([1, 2, 3, 4].map(() => coded(take())));
  t.deepEqual(said.toSorted(), ['done', 'flow-step', 'flow-step', 'flow-step']);
  t.is(taken, 1, 'what a step does besides is done once');
  t.is(await stepOf(app, of), 'serial');
});

test('a request whose step changed after it read the journey changes nothing and sends nothing', async (t) => {
  const app = await openWithCamila(t);
  const of = await beginWithCard(app);
  await confirmAddress(app.deps, of, true);
  const steps = recoverySteps(app.deps);
  const found = await steps.at(of, 'send');
  await steps.advance(of, 'send', (latest) => ({ ...latest, card: false, serial: undefined }));
  const before = await app.mailbox();
  t.is(await coded(sendKey(app.deps, { ...of, found }, elsewhere())), 'flow-step');
  t.is(await stepOf(app, of), 'serial');
  t.deepEqual(await app.mailbox(), before);
  t.is(await coded(confirmAddress(app.deps, { ...of, found }, false)), 'flow-step');
});

test('a journey of another browser, and one past its end, are expired, also where they were read before', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app);
  const found = await recoverySteps(app.deps).at(of, 'question');
  t.is(await coded(forgetAnswer(app.deps, { ...of, browser: 'ajeno', found })), 'flow-expired');
  t.is(await coded(forgetAnswer(app.deps, { ...of, id: 'ninguna' })), 'flow-expired');
  app.advance(31 * MINUTE);
  t.is(await coded(forgetAnswer(app.deps, { ...of, found })), 'flow-expired');
});

test('a step that fails under the lock leaves the journey as it was', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app);
  const failing = recoverySteps(app.deps).advance(of, 'question', async (latest) => {
    await app.deps.recoveries.change(of.id, of.browser, (same) => ({ ...same, cardAlways: true }));
    throw Object.assign(new Error('failed'), { latest });
  });
  await t.throwsAsync(failing, { message: 'failed' });
  t.like(await app.deps.recoveries.find(of.id, of.browser), { question: 'asked', cardAlways: false });
});

test.serial('advance reads the row once, and gets after a second click that the step is over', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app);
  const steps = recoverySteps(app.deps);
  const forget = () => steps.advance(of, 'question', (latest) => ({ ...latest, question: 'forgotten' }));
  const statements = await statementsIn(forget);
  t.is(statements.filter((text) => text.includes('from "recoveries"')).length, 1);
  t.is(await coded(forget()), 'flow-step');
});
