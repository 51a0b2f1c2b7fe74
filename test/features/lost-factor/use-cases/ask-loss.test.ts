/** A lost second factor: what each attacker gets, how it is stopped, and what ends (rules, Second factor). */
import test from 'ava';
import { changeOwnKey } from '../../../../src/account/change-key.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { sendStopCode, stopByCard, stopByCode, stopByFactor } from '../../../../src/account/stop-doubted.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { Refusal } from '../../../../src/domain/refusal.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { concludeCase } from '../../../../src/features/cases/use-cases/conclude-case.ts';
import { lossWay } from '../../../../src/features/lost-factor/use-cases/loss-way.ts';
import { openLossCase } from '../../../../src/features/lost-factor/use-cases/open-loss-case.ts';
import { withdrawOwnPendingChange } from '../../../../src/features/my-account/use-cases/withdraw-own-pending-change.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { askLoss, losingCamila, lossCodeIn, openWithFactor } from '../../../helpers/factor-loss.ts';
import {
  accountNow,
  actsOf,
  camila,
  coded,
  DAY,
  elsewhere,
  finishAs,
  HOUR,
  MINUTE,
  messagesTo,
  nearDue,
  openWithCamila,
  owner,
  recoverByCard,
  replaceByCard,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';
import { enrolled } from '../../../helpers/second-factor.ts';

const thief = elsewhere(66);
const serial = requireSerial(camila.serial);

interface Row {
  readonly id: string;
  readonly state: string;
  readonly due_at: Date;
}

const lossesOf = ({ database }: TestApp) =>
  database.run<Row[]>((sql) =>
    sql('holds').where({ kind: 'factor-loss' }).orderBy('created_at').select('id', 'state', 'due_at'),
  );
const statesOf = async (app: TestApp) => (await lossesOf(app)).map(({ state }) => state);
const kindsOf = async (app: TestApp) => {
  const all = await app.deps.credentials.ofAccount((await accountNow(app)).id);
  return [...new Set(all.map(({ kind }) => kind))].toSorted();
};
const subjectsTo = async (app: TestApp, to: string) => (await messagesTo(app, to)).map(({ subject }) => subject);

for (const policy of ['guia', 'segura'] as const) {
  test(`[threat 171] ${policy}: key and mailbox without the card change nothing, and key and SIM give no code`, async (t) => {
    const { app } = await openWithFactor(t, { policy });
    t.is(await coded(askLoss(app, { serial: '599999999', visitor: thief })), 'cedula-mismatch');
    t.is(await coded(askLoss(app, { code: '000000', visitor: thief })), 'contact-code-wrong');
    t.regex(await lossCodeIn(app, camila.email), /^\d{6}$/);
    t.is(await lossCodeIn(app, camila.mobile), '', 'no code by SMS');
    t.false((await messagesTo(app, camila.mobile)).some(({ text }) => /quitar su segundo factor/.test(text)));
    t.deepEqual(await statesOf(app), []);
    t.deepEqual(await kindsOf(app), ['recovery-code', 'totp']);
  });

  test(`[threat 172, floor 5] ${policy}: key, mailbox and card wait 72 hours and a whole working day, and every contact is told at once`, async (t) => {
    const { app } = await openWithFactor(t, { policy });
    const asked = app.deps.now().getTime();
    await askLoss(app, { visitor: thief });
    const [hold] = await lossesOf(app);
    t.true((hold?.due_at.getTime() ?? 0) >= asked + 72 * HOUR);
    t.true((await subjectsTo(app, camila.email)).includes('Solicitud de quitar su segundo factor: puede detenerla'));
    t.regex((await messagesTo(app, camila.mobile))[0]?.text ?? '', /piden quitar su segundo factor/);
    await nearDue(app, -MINUTE);
    t.false(await applyDueChange(app.deps));
    t.deepEqual(await kindsOf(app), ['recovery-code', 'totp'], 'still asked');
    await waitOut(app);
    t.deepEqual(await statesOf(app), ['done']);
    t.deepEqual(await kindsOf(app), []);
    t.true((await subjectsTo(app, camila.email)).includes('Quitamos el segundo factor de su cuenta'));
  });
}

test('[threat 172] the link in the notice stops it; the second stop in thirty days is a case of the desk', async (t) => {
  const { app } = await openWithFactor(t);
  await app.advance(31 * DAY);
  const token = await askLoss(app, { visitor: thief });
  await withdrawPendingChange(app.deps, token, owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
  await app.advance(DAY);
  await askLoss(app, { visitor: thief });
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn', 'desk']);
  await app.advance(DAY);
  t.is(await coded(askLoss(app, { visitor: thief })), 'document-at-desk', 'a third one is not asked here');
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'desk');
  await app.advance(30 * DAY);
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'proofs');
});

test('[threat 172] a code from a contact on file and the card stop it', async (t) => {
  const { app } = await openWithFactor(t);
  await askLoss(app, { visitor: thief });
  const account = await accountNow(app);
  await sendStopCode(app.deps, { account, browser: 'mio' }, 'mobile');
  const typed = /\b(\d{6})\b/.exec((await messagesTo(app, camila.mobile))[0]?.text ?? '')?.[1] ?? '';
  await stopByCode(app.deps, { account, browser: 'mio' }, { contact: 'mobile', typed }, owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);

  const { app: other } = await openWithFactor(t);
  await askLoss(other, { visitor: thief });
  await stopByCard(other.deps, { account: await accountNow(other) }, serial, owner);
  t.deepEqual(await statesOf(other), ['withdrawn']);
});

test('[threat 172] «No fui yo» of a contact freezes the account and stops it', async (t) => {
  const { app } = await openWithFactor(t);
  const link = await tokenIn(app, camila.email, 'no-fui-yo');
  await askLoss(app, { visitor: thief });
  const token = await app.deps.links.peek('disavow', link);
  t.is(token, undefined, 'that of the enrolment is a month old');
  await changeOwnKey(
    app.deps,
    {
      accountId: (await accountNow(app)).id,
      proved: (await accountNow(app)).keyHash,
      chosen: new Secret('Otra frase del ladron'),
    },
    thief,
  );
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
});

test('[floor 5, second factor] who proves the factor itself stops it; the key alone neither stops nor delays it', async (t) => {
  const { app } = await openWithFactor(t);
  await askLoss(app, { visitor: owner });
  const account = await accountNow(app);
  const [before] = await lossesOf(app);
  t.deepEqual(await stopByFactor(app.deps, { account }, thief), []);
  t.true(await withdrawOwnPendingChange(app.deps, { account }, before?.id ?? '', thief), 'more is asked');
  await changeOwnKey(
    app.deps,
    { accountId: account.id, proved: account.keyHash, chosen: new Secret('Otra frase del ladron') },
    thief,
  );
  t.deepEqual(await lossesOf(app), [before], 'as it was');
  t.false((await actsOf(app)).includes('hold.delayed'));
  await stopByFactor(app.deps, { account, factor: true }, owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
});

test('[second factor] at its end sessions, printed codes and factors end, and for seven days a recovery warns every contact', async (t) => {
  const { app } = await openWithFactor(t);
  await askLoss(app, { visitor: owner });
  await waitOut(app);
  const { sessionsEndedAt } = await accountNow(app);
  t.truthy(sessionsEndedAt);
  t.deepEqual(
    (await actsOf(app)).filter((act) => act === 'factor.removed'),
    ['factor.removed'],
  );
  await app.advance(6 * DAY);
  await recoverByCard(app, {}, thief);
  const warned = async () =>
    (await subjectsTo(app, camila.email)).filter((one) => one === 'Están recuperando su clave');
  t.is((await warned()).length, 1);
  t.true(
    (await messagesTo(app, camila.mobile)).some(({ text }) => /sin su segundo factor, piden recuperar/.test(text)),
  );
  await app.advance(2 * DAY);
  await recoverByCard(app, {}, thief);
  t.is((await warned()).length, 1, 'no more after seven days');
});

test('[threat 173] a recovery neither hastens a loss nor ends the factor, and a loss does not hasten a recovery', async (t) => {
  const { app } = await openWithFactor(t);
  await askLoss(app, { visitor: thief });
  const [before] = await lossesOf(app);
  await replaceByCard(app, {}, thief);
  t.deepEqual(await lossesOf(app), [before]);
  await recoverByCard(app, {}, thief);
  t.deepEqual(await lossesOf(app), [before]);
  t.is(await finishAs(app), 'done');
  t.deepEqual(await kindsOf(app), ['recovery-code', 'totp']);
  t.deepEqual(
    await statesOf(app),
    ['withdrawn'],
    'the key came through a contact on file, whose word stops what waits',
  );
});

test('[threat 173] a key that a recovery brought counts, and waits 72 hours like any other', async (t) => {
  const { app } = await openWithFactor(t);
  await recoverByCard(app, {}, thief);
  t.is(await finishAs(app), 'done');
  await askLoss(app, { visitor: thief });
  t.deepEqual(await statesOf(app), ['waiting']);
  await nearDue(app, -MINUTE);
  t.false(await applyDueChange(app.deps));
  t.deepEqual(await kindsOf(app), ['recovery-code', 'totp']);
  const told = await subjectsTo(app, camila.email);
  t.true(
    told.includes('Su Clave Sence fue cambiada') &&
      told.includes('Solicitud de quitar su segundo factor: puede detenerla'),
  );
});

test('[threat 173] a mailbox that replaced another one less than seven days ago does not count', async (t) => {
  const { app } = await openWithFactor(t);
  await replaceByCard(app, {}, thief);
  await waitOut(app);
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'desk');
  t.is(await coded(askLoss(app, { visitor: thief })), 'document-at-desk');
  await app.advance(8 * DAY);
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'proofs');
});

test('[threat 173] a code goes with the mailbox and the key that the account had when it was sent', async (t) => {
  const { app } = await openWithFactor(t);
  const who = await losingCamila(app);
  await app.deps.accounts.change(who.account.id, (latest) => ({
    ...latest,
    confirmed: { ...latest.confirmed, email: app.deps.now() },
  }));
  t.is(await coded(askLoss(app, { who, visitor: thief })), 'proof-lapsed');
  t.deepEqual(await statesOf(app), []);
});

test('[threat 173] for 72 hours after a link in the mailbox replaced captcha and question no factor is reported lost', async (t) => {
  const { app } = await openWithFactor(t);
  const { id: accountId, subject } = await accountNow(app);
  await app.deps.audit.record({ act: 'mailbox.opened', accountId, subject, visitor: thief });
  t.is(await coded(askLoss(app, { visitor: thief })), 'factor-rests');
  await app.advance(73 * HOUR);
  t.is(await coded(askLoss(app, { visitor: thief })), 'done');
});

test('[floor 12] a silent registry keeps it waiting, and a card that no longer matches stops it', async (t) => {
  const { app } = await openWithFactor(t);
  await askLoss(app, { visitor: owner });
  const { civilRegistry } = app.deps;
  Object.assign(app.deps, {
    civilRegistry: { ...civilRegistry, verifyCedula: () => Promise.reject(new Error('silent')) },
  });
  await nearDue(app, MINUTE);
  await t.throwsAsync(applyDueChange(app.deps));
  t.deepEqual(await statesOf(app), ['waiting']);
  t.deepEqual(await kindsOf(app), ['recovery-code', 'totp']);
  Object.assign(app.deps, {
    civilRegistry: { ...civilRegistry, verifyCedula: async () => ({ verdict: 'does-not-match' }) },
  });
  await app.advance(3 * MINUTE);
  t.true(await applyDueChange(app.deps));
  t.deepEqual(await statesOf(app), ['refused']);
  t.deepEqual(await kindsOf(app), ['recovery-code', 'totp']);
  t.true((await subjectsTo(app, camila.email)).includes('No pudimos quitar su segundo factor'));
});

test('[squatting] a card shown against an account that was never proved is the contest, and not this', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await enrolled(app, { serial: undefined });
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'contest');
  t.is(await coded(askLoss(app)), 'document-at-desk');
  t.is(await coded(openLossCase(app.deps, await losingCamila(app), thief)), 'form-stale');
});

test('[floor 8] three requests a day, and one that waits is the only one', async (t) => {
  const { app } = await openWithFactor(t, { throttles: 'on' });
  await askLoss(app, { visitor: owner });
  await app.advance(2 * MINUTE);
  t.is(await coded(askLoss(app, { visitor: owner })), 'hold-waiting');
  t.is((await lossWay(app.deps, await losingCamila(app))).way, 'waiting');

  const { app: other } = await openWithFactor(t, { throttles: 'on' });
  const { id, keyChangedAt } = await accountNow(other);
  for (const _ of [1, 2, 3])
    await other.deps.throttles.consume(rateLimits.factorLosses, id, keyChangedAt.toISOString());
  t.is(await coded(askLoss(other, { visitor: thief })), 'too-many-losses');
  t.deepEqual(await statesOf(other), []);
});

test('[floor 8] who has the key alone has one open case of the desk, and the contacts are told of it', async (t) => {
  const { app } = await openWithFactor(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, confirmed: { mobile: latest.confirmed.mobile } }));
  const who = await losingCamila(app);
  t.deepEqual(await lossWay(app.deps, who), { way: 'desk', folio: undefined });
  for (const place of [1, 2, 3, 4, 5])
    await openLossCase(app.deps, who, { ...elsewhere(place), reference: `F-${place}` });
  t.deepEqual(await lossWay(app.deps, who), { way: 'desk', folio: 'F-1' });
  const { cases } = await app.deps.cases.page({}, 10);
  t.deepEqual(
    cases.map(({ folio, kind, about }) => ({ folio, kind, identifier: about?.identifier })),
    [{ folio: 'F-1', kind: 'factor-perdido', identifier: camila.run }],
  );
  t.true((await subjectsTo(app, camila.email)).includes('Un caso por su segundo factor perdido'));
  await concludeCase(app.deps, 'F-1', { by: 'Ana Soto', reason: 'repetida' });
  t.deepEqual(await lossWay(app.deps, who), { way: 'desk', folio: undefined });
});

test('[floor 8] cases of the desk that a thief of the key spent do not bind the owner who chose another', async (t) => {
  const { app } = await openWithFactor(t, { throttles: 'on' });
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, confirmed: { mobile: latest.confirmed.mobile } }));
  const open = async (place: number, visitor = elsewhere(place)) =>
    coded(openLossCase(app.deps, await losingCamila(app), { ...visitor, reference: `F-${place}` }));
  for (const place of [1, 2, 3]) {
    t.is(await open(place), 'done');
    await concludeCase(app.deps, `F-${place}`, { by: 'Ana Soto', reason: 'repetida' });
  }
  t.is(await open(4), 'too-many-contests');
  const spent = openLossCase(app.deps, await losingCamila(app), { ...elsewhere(4), reference: 'F-4' });
  t.is((await t.throwsAsync(spent, { instanceOf: Refusal }))?.details.of, 'account', 'not of the connection');
  await app.advance(MINUTE);
  const keyChangedAt = app.deps.now();
  await app.deps.accounts.change(id, (latest) => ({ ...latest, keyChangedAt }));
  t.is(await open(5), 'done');
});
