/**
 * Actualizar datos and its attacks: an attacker who has Camila's key, and nothing else of hers, tries to take the
 * account over. The titles say how far that gets.
 */
import test, { type ExecutionContext } from 'ava';
import { codesOf, confirmNow, sendCodes, type TypedCodes } from '../../../../src/account/confirm-now.ts';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { disputableChanges } from '../../../../src/account/dispute-pending-change.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { openMailbox } from '../../../../src/account/open-mailbox.ts';
import { companyNow } from '../../../../src/account/representation.ts';
import { updateData } from '../../../../src/account/update-data.ts';
import { pendingChangeOfLink, withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { type DataChanges, nextUpdateStep } from '../../../../src/domain/data-update.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseMobile, parsePhone } from '../../../../src/domain/phone.ts';
import { FieldRefusals } from '../../../../src/domain/refusal.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { beginUpdate, beginUpdateByMail } from '../../../../src/features/data-update/use-cases/begin-update.ts';
import { updateByMail } from '../../../../src/features/data-update/use-cases/update-flow.ts';
import { answerPair, askSiiAgain, sendUpdate } from '../../../../src/features/data-update/use-cases/update-steps.ts';
import { changeQuestion } from '../../../../src/features/my-account/use-cases/change-question.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import { provedAs } from '../../../helpers/proved.ts';
import {
  accountNow,
  actsOf,
  CHOSEN,
  camila,
  changeBy,
  coded,
  codeIn,
  DAY,
  elsewhere,
  HOUR,
  MINUTE,
  messagesTo,
  newestIn,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  stranger,
  takeBack,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';

const SECOND = 'otro-ladron@malo.example';
const LINK = /\/solicitud\/([\w-]+)/;
const theirs: DataChanges = {
  contacts: { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) },
};
const onlyEmail: DataChanges = { contacts: { email: parseEmail(stranger.email), mobile: parseMobile(camila.mobile) } };
const moved: DataChanges = { address: { street: 'Los Boldos', number: '7', comuna: '13101' } };

async function update(app: TestApp, changes: DataChanges, visitor = elsewhere()) {
  const account = await accountNow(app);
  return updateData(app.deps, account, { changes, proved: provedAs(account) }, visitor);
}

/** Asks for other contacts; returns the token of the request. */
async function ask(app: TestApp, changes: DataChanges = theirs): Promise<string> {
  return (await update(app, changes)).request ?? '';
}

/** The reader of the new mailbox confirms it. */
async function confirms(app: TestApp): Promise<void> {
  await confirmContact(app.deps, await tokenIn(app, stranger.email, 'confirmar-contacto'), elsewhere());
}

async function settle(app: TestApp): Promise<void> {
  await waitOut(app);
}

const contactsNow = async (app: TestApp) => {
  const { email, mobile } = (await accountNow(app)).personal;
  return { email, mobile } as { email: string; mobile: string | undefined };
};
const hers = { email: camila.email, mobile: camila.mobile };

/** The newest code that was sent there; the mail prints it large, the SMS in its sentence. */
const codeAt = (app: TestApp, to: string): Promise<string> =>
  to.startsWith('+') ? codeIn(app, to) : newestIn(app, to, /Código:\s+(\d{6})/);
const another = (code: string): string => (code === '000000' ? '000001' : '000000');

/** The result of codes: "done", or the refusal of each contact. */
async function typed(app: TestApp, token: string, codes: TypedCodes): Promise<unknown> {
  try {
    await confirmNow(app.deps, token, codes, owner);
    return 'done';
  } catch (error) {
    if (!(error instanceof FieldRefusals)) throw error;
    return Object.fromEntries([...error.byField].map(([field, { code }]) => [field, code]));
  }
}

const newestTo = async (app: TestApp, to: string): Promise<string> =>
  (await messagesTo(app, to)).map(({ subject, text }) => `${subject} ${text}`).join('\n');

// --- what takes effect at once

test('address and fixed telephones change at once, all contacts are notified with time, device and «No fui yo», and the link freezes', async (t) => {
  const app = await openWithCamila(t);
  const done = await update(app, { ...moved, phones: { home: parsePhone('223456789') } });
  t.like(done, { atOnce: true, request: undefined });
  const { personal } = await accountNow(app);
  t.is(personal.address.street, 'Los Boldos');
  t.is(personal.homePhone as string, '+56223456789');
  const message = await newestTo(app, camila.email);
  for (const fact of [/Sus datos fueron actualizados/, /Domicilio y Teléfono Particular/, /Chrome en Linux/, /a las/])
    t.regex(message, fact);
  t.notRegex(message, /Los Boldos|223456789/, 'the data themselves are in no message');
  t.regex(await newestTo(app, camila.mobile), /sus datos fueron actualizados/);
  t.true((await actsOf(app)).includes('data.updated'));
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is((await accountNow(app)).state, 'congelada');
  t.is(await coded(update(app, { phones: {} })), 'account-frozen');
});

test('data already on file are no update, notify no contact and spend nothing', async (t) => {
  const app = await openWithCamila(t);
  const { personal } = await accountNow(app);
  const before = (await app.mailbox()).length;
  t.is(await coded(update(app, { address: personal.address })), 'nothing-changed');
  t.is((await app.mailbox()).length, before);
});

test('an account is updated ten times a day and no more, so that no contact is flooded with notices', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const number = (place: number): DataChanges => ({
    address: { street: 'Calle', number: `${place}`, comuna: '13101' },
  });
  for (let place = 0; place < 10; place += 1) await update(app, number(place));
  t.is(await coded(update(app, number(10))), 'too-many-updates');
  app.advance(DAY + MINUTE);
  t.is(await coded(update(app, number(10))), 'done');
});

// --- the waiting period

test('[threat 36] e-mail and mobile wait 72 hours: the old ones are notified at once with the link that stops it, the new e-mail must confirm', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, { ...theirs, ...moved });
  t.deepEqual(await contactsNow(app), hers);
  t.is((await accountNow(app)).personal.address.street, 'Los Boldos', 'what does not wait is done');
  t.is(await newestIn(app, camila.email, LINK), token);
  t.is(await newestIn(app, camila.mobile, LINK), token);
  t.regex(await newestTo(app, camila.email), /no-fui-yo/);
  t.truthy(await tokenIn(app, stranger.email, 'confirmar-contacto'));
  t.is((await messagesTo(app, stranger.mobile)).length, 0);
  app.advance(71 * HOUR);
  t.false(await applyDueChange(app.deps));
});

test('after the waiting period new contacts apply, and the old ones are notified with the link that restores them', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  await settle(app);
  t.deepEqual(await contactsNow(app), stranger);
  t.truthy(await tokenIn(app, camila.email, 'revertir'));
  t.truthy(await tokenIn(app, camila.mobile, 'revertir'));
  t.regex(await newestTo(app, stranger.email), /Este es ahora un contacto de su Clave Sence/);
  t.is(await outcomeOf(app, camila.key, { visitor: owner }), 'in', 'the key is the same');
});

test('a new e-mail that was not confirmed does not apply: a typing error loses no account', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  await settle(app);
  t.deepEqual(await contactsNow(app), hers);
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'refused');
  t.regex(await newestTo(app, camila.email), /No pudimos cambiar sus datos de contacto/);
});

test('one request waits at a time, and a second one cancels the whole update', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  t.is(await coded(update(app, { ...onlyEmail, ...moved })), 'hold-waiting');
  t.is((await accountNow(app)).personal.address.street, 'Los Aromos');
});

test('«Sin Celular» replaces the mobile: it waits, and the old one is notified', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, { contacts: { email: parseEmail(camila.email) } });
  t.is(await newestIn(app, camila.mobile, LINK), token);
  t.is((await contactsNow(app)).mobile, camila.mobile);
  await settle(app);
  t.is((await contactsNow(app)).mobile, undefined);
});

test('a mobile where there was none waits too, nothing shortens the wait, and the e-mail is notified', async (t) => {
  const app = await openWithCamila(t, { mobile: false });
  const token = await ask(app, {
    contacts: { email: parseEmail(camila.email), mobile: parseMobile(stranger.mobile) },
  });
  t.is(await newestIn(app, camila.email, LINK), token);
  t.deepEqual(await codesOf(app.deps, token), []);
  await sendCodes(app.deps, token);
  t.is(await codeAt(app, camila.email), '');
  t.is((await contactsNow(app)).mobile, undefined);
});

// --- what stops it, and what does not

test('a login with the key neither stops it nor asks, for the key itself requested it; the link in the old mailbox stops it', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  t.deepEqual(await disputableChanges(app.deps, { account: await accountNow(app) }), []);
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'waiting');
  await withdrawPendingChange(app.deps, await newestIn(app, camila.email, LINK), owner);
  await settle(app);
  t.deepEqual(await contactsNow(app), hers);
  t.regex(await newestTo(app, camila.email), /alguien conoce su clave/);
});

test('a cancel of an update does not count as one against a card: the next one against the card stops, and needs no desk', async (t) => {
  const app = await openWithCamila(t);
  await withdrawPendingChange(app.deps, await ask(app), owner);
  const again = await ask(app);
  await withdrawPendingChange(app.deps, again, owner);
  t.is((await pendingChangeOfLink(app.deps, again))?.state, 'withdrawn', 'however often');
});

test('«No fui yo» in the notice ends the request with everything else', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  await settle(app);
  t.deepEqual(await contactsNow(app), hers);
});

test('a new key ends the request that the old one made', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  await confirms(app);
  await recoverByAnswer(app, {}, owner);
  t.is(await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner }), 'done');
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'withdrawn');
  await settle(app);
  t.deepEqual(await contactsNow(app), hers);
});

test('an update that was proved by an old key no longer changes anything', async (t) => {
  const app = await openWithCamila(t);
  const before = await accountNow(app);
  await recoverByAnswer(app, {}, owner);
  await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner });
  t.is(
    await coded(updateData(app.deps, before, { changes: moved, proved: provedAs(before) }, elsewhere())),
    'flow-expired',
  );
});

// --- codes of the old contacts

test('[floor 5] codes of both replaced contacts apply it at once; each is notified without a link', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  await confirms(app);
  await sendCodes(app.deps, token);
  const codes = { email: await codeAt(app, camila.email), mobile: await codeAt(app, camila.mobile) };
  t.not(codes.email, codes.mobile, 'each contact has its own');
  t.is(await typed(app, token, codes), 'done');
  t.deepEqual(await contactsNow(app), stranger);
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'done');
  for (const to of [camila.email, camila.mobile]) {
    t.regex(await newestTo(app, to), /ya no es (un )?contacto de su Clave Sence/);
    t.is(await tokenIn(app, to, 'revertir'), '', 'who agreed by the own code has nothing to undo');
  }
});

test('[floor 5, threat 37] a code applies its own contact and no other: the e-mail is replaced, the mobile goes on waiting', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  await confirms(app);
  await sendCodes(app.deps, token);
  const email = await codeAt(app, camila.email);
  const mobile = await codeAt(app, camila.mobile);
  t.deepEqual(await typed(app, token, { email, mobile: email }), { mobile: 'contact-code-wrong' });
  t.deepEqual(await contactsNow(app), { ...hers, email: stranger.email });
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'waiting');
  t.like(await codesOf(app.deps, token), [{ contact: 'mobile', proved: false }]);
  t.is(await tokenIn(app, camila.email, 'revertir'), '');
  t.is(await typed(app, token, { mobile }), 'done', 'and then the mobile by its own');
  t.deepEqual(await contactsNow(app), stranger);
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'done');
});

test('[floor 8] codes of an update that a thief of the key spent do not bind the owner who chose another', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let asked = 0; asked < 4; asked += 1) {
    const token = await ask(app);
    if (asked < 3) await sendCodes(app.deps, token);
    else t.is(await coded(sendCodes(app.deps, token)), 'too-many-codes');
    await withdrawPendingChange(app.deps, token, owner);
    app.advance(2 * MINUTE);
  }
  const keyChangedAt = app.deps.now();
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, keyChangedAt }));
  t.is(await coded(sendCodes(app.deps, await ask(app))), 'done');
});

test('[floor 5] a contact without a code applies at its hour, and only that one can be disputed', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app);
  await confirms(app);
  await sendCodes(app.deps, token);
  t.is(await typed(app, token, { email: await codeAt(app, camila.email) }), 'done');
  await settle(app);
  t.deepEqual(await contactsNow(app), stranger);
  t.is(await tokenIn(app, camila.email, 'revertir'), '');
  t.truthy(await tokenIn(app, camila.mobile, 'revertir'));
});

test('right codes do not replace the confirmation of a new e-mail; its confirmation then ends the wait', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, onlyEmail);
  await sendCodes(app.deps, token);
  t.is(await typed(app, token, { email: await codeAt(app, camila.email) }), 'done');
  t.deepEqual(await contactsNow(app), hers);
  await confirms(app);
  t.is((await contactsNow(app)).email, stranger.email);
});

test('a code has five tries, and ten minutes from its dispatch', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, onlyEmail);
  await sendCodes(app.deps, token);
  const right = await codeAt(app, camila.email);
  for (let tries = 4; tries > 0; tries -= 1)
    t.deepEqual(await typed(app, token, { email: another(right) }), { email: 'contact-code-wrong' });
  t.deepEqual(await typed(app, token, { email: another(right) }), { email: 'contact-code-spent' });
  t.deepEqual(await typed(app, token, { email: right }), { email: 'contact-code-spent' });

  app.advance(2 * MINUTE);
  await sendCodes(app.deps, token);
  const second = await codeAt(app, camila.email);
  app.advance(10 * MINUTE);
  t.deepEqual(await typed(app, token, { email: second }), { email: 'contact-code-spent' });
  t.deepEqual(await contactsNow(app), hers);
});

test('a code that was not sent yet opens nothing, a second click sends no second one, and none is stored in clear', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, onlyEmail);
  await sendCodes(app.deps, token);
  await sendCodes(app.deps, token);
  t.deepEqual(await typed(app, token, { email: '123456' }), { email: 'contact-code-spent' });
  const code = await codeAt(app, camila.email);
  t.is((await messagesTo(app, camila.email)).filter(({ subject }) => /Su código/.test(subject)).length, 1);
  const rows = await app.database.run<{ code_hash: string }[]>((sql) => sql('contact_codes'));
  t.true(rows.every(({ code_hash }) => code_hash.includes('$argon2id$') && !code_hash.includes(code)));
});

test('four at once with the right code: one of them ends the wait', async (t) => {
  const app = await openWithCamila(t);
  const token = await ask(app, onlyEmail);
  await confirms(app);
  await sendCodes(app.deps, token);
  const email = await codeAt(app, camila.email);
  await Promise.allSettled([0, 1, 2, 3].map(() => typed(app, token, { email })));
  t.is((await contactsNow(app)).email, stranger.email);
  const notices = (await messagesTo(app, camila.email)).filter(({ subject }) => /ya no es un contacto/.test(subject));
  t.is(notices.length, 1);
  t.is((await actsOf(app)).filter((act) => act === 'contacts.approved').length, 1);
});

test('[threat 38] after the link of the mailbox no code applies a contact: with mailbox and key alone the mobile still waits three days', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  const asked = { changes: onlyEmail, proved: provedAs(account), byMail: true };
  const { request = '' } = await updateData(app.deps, account, asked, elsewhere());
  t.deepEqual(await codesOf(app.deps, request), []);
  await sendCodes(app.deps, request);
  t.is(await codeAt(app, camila.email), '');
  t.regex(await newestTo(app, camila.mobile), /piden cambiar su correo o celular/);
});

test('[threat 12] for 72 hours after a link in the mailbox the question stays, and no code shortens the wait of any update', async (t) => {
  const app = await openWithCamila(t);
  const here = await begin(app);
  await continueByMail(app.deps, updateByMail(app.deps), here, elsewhere());
  await openMailbox(
    app.deps,
    updateByMail(app.deps),
    await tokenIn(app, camila.email, 'actualizar/correo'),
    here.browser,
  );
  const account = await accountNow(app);
  const other = { id: 3, answer: parseAnswer('de otro') };
  t.is(await coded(changeQuestion(app.deps, provedAs(account), other, elsewhere())), 'question-rests');
  t.deepEqual(await codesOf(app.deps, await ask(app)), []);
  app.advance(72 * HOUR + MINUTE);
  t.is(await coded(changeQuestion(app.deps, provedAs(account), other, elsewhere())), 'done');
});

// --- update, then recover

test('update, then recover at once: while the update waits everything is sent to the old contacts', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  const before = (await messagesTo(app, stranger.email)).length;
  await recoverByAnswer(app);
  t.is((await messagesTo(app, stranger.email)).length, before);
  t.is((await messagesTo(app, stranger.mobile)).length, 0);
  t.is((await provisionalIn(app, camila.email)).length, 8);
});

test('update, wait, then recover: the old contacts are warned for seven days, and one link there restores all', async (t) => {
  const app = await openWithCamila(t);
  await changeQuestion(app.deps, provedAs(await accountNow(app)), { id: 2, answer: parseAnswer('Chile') }, owner);
  await ask(app);
  await confirms(app);
  await settle(app);
  await recoverByCard(app);
  const message = await newestTo(app, camila.email);
  t.regex(message, /Están recuperando una clave que avisaba aquí/);
  t.notRegex(message, /empresa/, 'she has none');
  t.regex(await newestTo(app, camila.mobile), /piden recuperar una clave/);
  t.is(await changeBy(app, await provisionalIn(app, stranger.email)), 'done');
  await changeQuestion(
    app.deps,
    provedAs(await accountNow(app)),
    { id: 3, answer: parseAnswer('de otro') },
    elsewhere(),
  );
  await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
  t.deepEqual(await contactsNow(app), hers);
  const { question, state } = await accountNow(app);
  t.is(question?.id, 2, 'and the question');
  t.is(state, 'congelada');
  t.not(await outcomeOf(app, CHOSEN), 'in', 'the key that was made since opens nothing');
});

test('a question that was chosen while the update waited is reverted with the contacts', async (t) => {
  const app = await openWithCamila(t);
  const before = (await accountNow(app)).question;
  await ask(app);
  await confirms(app);
  await changeQuestion(
    app.deps,
    provedAs(await accountNow(app)),
    { id: 3, answer: parseAnswer('de otro') },
    elsewhere(),
  );
  await settle(app);
  await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
  t.deepEqual((await accountNow(app)).question, before);
});

/** The attacker, whose contacts are on file by now, replaces them by others. */
async function replaceAgain(app: TestApp): Promise<void> {
  await ask(app, { contacts: { email: parseEmail(SECOND), mobile: parseMobile(stranger.mobile) } });
  await confirmContact(app.deps, await tokenIn(app, SECOND, 'confirmar-contacto'), elsewhere());
  await settle(app);
}

test('update twice: the first contacts are still warned of a recovery, and their link restores all for good', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  await settle(app);
  const back = await tokenIn(app, camila.email, 'revertir');
  await replaceAgain(app);
  await recoverByCard(app);
  t.regex(await newestTo(app, camila.email), /Están recuperando una clave que avisaba aquí/);
  const theirLink = await tokenIn(app, stranger.email, 'revertir');
  await takeBack(app, back, owner);
  t.is(await coded(takeBack(app, theirLink, elsewhere())), 'link-spent', 'it would bring the thief back');
  t.deepEqual(await contactsNow(app), hers);
});

test('update twice: a link of the second contacts takes nothing from the first ones', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  await settle(app);
  const back = await tokenIn(app, camila.email, 'revertir');
  await replaceAgain(app);
  await takeBack(app, await tokenIn(app, stranger.email, 'revertir'), elsewhere());
  t.is((await contactsNow(app)).email, stranger.email);
  t.is(await coded(takeBack(app, back, owner)), 'done');
  t.deepEqual(await contactsNow(app), hers);
});

test('on the eighth day the old contacts are no longer notified', async (t) => {
  const app = await openWithCamila(t);
  await ask(app);
  await confirms(app);
  await settle(app);
  app.advance(7 * DAY + HOUR);
  const before = (await messagesTo(app, camila.email)).length;
  await recoverByCard(app);
  t.is((await messagesTo(app, camila.email)).length, before);
});

// --- the proofs before an update

let browsers = 0;
async function begin(app: TestApp, key: string = camila.key) {
  browsers += 1;
  const browser = `actualiza-${browsers}`;
  const who = { profile: 'natural', identifier: camila.run, browser, device: undefined } as const;
  return { browser, id: await beginUpdate(app.deps, { ...who, key: new Secret(key) }, elsewhere()) };
}

const stepOf = async ({ deps }: TestApp, { id, browser }: { id: string; browser: string }) => {
  const found = await deps.dataUpdates.find(id, browser);
  return found && nextUpdateStep(found);
};

test('guia: the key, then question and answer as a pair; the right answer to another question is wrong', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(app);
  t.is(await stepOf(app, of), 'question');
  t.is(await coded(sendUpdate(app.deps, of, moved, elsewhere())), 'flow-step');
  t.is(await coded(answerPair(app.deps, of, { id: 2, answer: 'boby' }, elsewhere())), 'pair-wrong');
  t.is(await coded(answerPair(app.deps, of, { id: 1, answer: 'copito' }, elsewhere())), 'pair-wrong');
  t.is(await coded(answerPair(app.deps, of, { id: 1, answer: 'boby' }, elsewhere())), 'done');
  t.is(await stepOf(app, of), 'data');
  await sendUpdate(app.deps, of, moved, elsewhere());
  await sendUpdate(app.deps, of, moved, elsewhere()).catch(() => undefined);
  t.is(await stepOf(app, of), 'done');
  t.is((await actsOf(app)).filter((act) => act === 'data.updated').length, 1, 'a second click changes nothing');
});

test('guia: the secret answer has five tries a day, in however many updates', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let tries = 0; tries < 5; tries += 1) {
    const of = await begin(app);
    t.is(await coded(answerPair(app.deps, of, { id: 1, answer: 'no' }, elsewhere())), 'pair-wrong');
    app.advance(2 * MINUTE);
  }
  const of = await begin(app);
  t.is(await coded(answerPair(app.deps, of, { id: 1, answer: 'boby' }, elsewhere())), 'too-many-pairs');
});

test('segura: no question is asked, and none can be set', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  t.is(await stepOf(app, await begin(app)), 'data');
  const set = changeQuestion(app.deps, provedAs(await accountNow(app)), { id: 1, answer: 'boby' }, owner);
  t.is(await coded(set), 'form-stale');
});

test('a wrong key spends the throttles of the login, and a provisional one leads to Cambiar CS', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  t.is(await coded(begin(app, 'Equivocada-1')), 'key-wrong');
  for (let tries = 0; tries < 5; tries += 1) await coded(begin(app, 'Equivocada-1'));
  t.is(await outcomeOf(app, camila.key), 'account-paused', 'the login counts them');
  app.advance(DAY);
  await recoverByAnswer(app);
  t.is(await coded(begin(app, await provisionalIn(app, camila.email))), 'key-provisional');
});

test('by mail: an unknown number and a known one look alike, and the link proves the mailbox and nothing else', async (t) => {
  const app = await openWithCamila(t);
  const asked = { profile: 'natural', browser: 'correo-1' } as const;
  const unregistered = { ...asked, identifier: parseRun('44.000.113-0') };
  const mail = async (who: typeof unregistered) => {
    const id = await beginUpdateByMail(app.deps, who, elsewhere());
    await continueByMail(app.deps, updateByMail(app.deps), { id, browser: who.browser }, elsewhere());
    return { id, browser: who.browser };
  };
  const known = await mail({ ...asked, identifier: camila.run });
  t.is(await stepOf(app, known), await stepOf(app, await mail(unregistered)));
  const token = await tokenIn(app, camila.email, 'actualizar/correo');
  t.regex(await newestTo(app, camila.email), /Continúe la actualización de sus datos/);
  await openMailbox(app.deps, updateByMail(app.deps), token, 'correo-1');
  t.is(await stepOf(app, known), 'key');
  t.is(await coded(openMailbox(app.deps, updateByMail(app.deps), token, 'correo-1')), 'link-spent');
});

test('[threat 39] by mail from the middle: here the key stays proved; in another browser it is asked again and nothing typed is shown', async (t) => {
  const app = await openWithCamila(t);
  const way = updateByMail(app.deps);
  const here = await begin(app);
  await continueByMail(app.deps, way, here, elsewhere());
  t.is(await stepOf(app, here), 'mail');
  await openMailbox(
    app.deps,
    updateByMail(app.deps),
    await tokenIn(app, camila.email, 'actualizar/correo'),
    here.browser,
  );
  t.is(await stepOf(app, here), 'data', 'no question');

  const there = await begin(app);
  await app.deps.dataUpdates.change(there.id, there.browser, (same) => ({
    ...same,
    draft: { calle: 'Los Boldos' },
  }));
  await continueByMail(app.deps, way, there, elsewhere());
  await openMailbox(
    app.deps,
    updateByMail(app.deps),
    await tokenIn(app, camila.email, 'actualizar/correo'),
    'otro-navegador',
  );
  t.is(await stepOf(app, there), undefined, 'it left the first browser');
  const found = await app.deps.dataUpdates.find(there.id, 'otro-navegador');
  t.is(found && nextUpdateStep(found), 'key');
  t.is(found?.draft, undefined);
});

test('the secret question is changed by a signed-in user, and reported with «No fui yo»', async (t) => {
  const app = await openWithCamila(t);
  await changeQuestion(app.deps, provedAs(await accountNow(app)), { id: 2, answer: parseAnswer('Perú') }, owner);
  const { id, question } = await accountNow(app);
  t.is(question?.id, 2);
  const place = { purpose: 'answer', id } as const;
  t.true(await app.deps.hasher.matches(question?.answerHash, new Secret('peru'), place));
  const message = await newestTo(app, camila.email);
  t.regex(message, /Su pregunta secreta fue cambiada[\s\S]*no-fui-yo/);
  t.notRegex(message, /Perú|PAÍS/i);
});

test('a question that was chosen under an old key is not put on file once the key was changed', async (t) => {
  const app = await openWithCamila(t);
  const before = await accountNow(app);
  await recoverByCard(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.email)), 'done');
  const late = changeQuestion(app.deps, provedAs(before), { id: 3, answer: parseAnswer('de otro') }, elsewhere());
  t.is(await coded(late), 'key-stale');
  t.is((await accountNow(app)).question?.id, before.question?.id);
});

// --- companies

const company = async ({ deps }: TestApp) => {
  const found = await deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  if (!found) throw new Error('the company has no account');
  return found;
};

async function beginCompany(app: TestApp, run: string) {
  browsers += 1;
  const browser = `empresa-${browsers}`;
  const who = { profile: 'juridica', identifier: parseRut(panaderia.rut), browser, device: undefined } as const;
  const proof = { key: new Secret(panaderia.key), representative: parseRun(run) };
  const id = await beginUpdate(app.deps, { ...who, ...proof }, elsewhere());
  await answerPair(app.deps, { id, browser }, { id: 1, answer: 'boby' }, elsewhere());
  return { id, browser };
}

async function openWithCompany(t: ExecutionContext): Promise<TestApp> {
  const app = await openAppFor(t);
  await openCompany(app);
  app.advance(DAY);
  return app;
}

test('[M-40] only a representative in force updates a company, which is shown only after a right key', async (t) => {
  const app = await openWithCompany(t);
  t.is(await coded(beginCompany(app, '44.000.003-7')), 'not-representative');
  t.is(await coded(beginCompany(app, '44.000.002-9')), 'done');
});

test('another representative replaces the one on file with their own mobile, after the waiting period', async (t) => {
  const app = await openWithCompany(t);
  const of = await beginCompany(app, '44.000.002-9');
  const { personal } = await company(app);
  const mobile = parseMobile('40000002');
  await sendUpdate(app.deps, of, { contacts: { email: personal.email, mobile } }, elsewhere());
  t.regex(await newestTo(app, '+56940000001'), /piden cambiar su correo o celular/, 'the mobile on file is notified');
  t.is((await company(app)).personal.company?.representative.mobile as string, '+56940000001');
  await settle(app);
  const { representative } = (await company(app)).personal.company ?? {};
  t.like(representative, { run: parseRun('44.000.002-9'), mobile });
  t.is(representative?.name.given, 'Pedro Antonio');
  const back = await tokenIn(app, '+56940000001', 'revertir');
  const card = { representative: '44.000.001-0', serial: '512345678' };
  await takeBack(app, back, owner, card);
  t.is((await company(app)).personal.company?.representative.run, parseRun('44.000.001-0'));
});

/** Pedro, a representative in force, asks for a mobile and an e-mail of his own. */
async function pedroAsks(app: TestApp): Promise<void> {
  const of = await beginCompany(app, '44.000.002-9');
  const contacts = { email: parseEmail(stranger.email), mobile: parseMobile('40000002') };
  await sendUpdate(app.deps, of, { contacts }, elsewhere());
  await confirms(app);
}
const onlyRosa = (app: TestApp) =>
  changeSii(app, (known) => ({
    ...known,
    representantes: known.representantes.filter(({ run }) => run === parseRun('44.000.001-0')),
  }));

test('a representative who left the company while the contacts waited applies none of them', async (t) => {
  const app = await openWithCompany(t);
  await pedroAsks(app);
  onlyRosa(app);
  await t.throwsAsync(settle(app), { message: /tax-registry/ }, 'one reading ends nothing for good');
  app.advance(HOUR + MINUTE);
  await settle(app);
  const { email, company: named } = (await company(app)).personal;
  t.is(email as string, 'contacto@panaderia.example');
  t.is(named?.representative.run, parseRun('44.000.001-0'));
  t.true((await actsOf(app)).includes('hold.refused'));
  t.true((await company(app)).keyNeedsCard, 'the changed list asks for a card, as at a login');
});

test('nor do codes of the old contacts apply them once the SII reported that this one left', async (t) => {
  const app = await openWithCompany(t);
  await pedroAsks(app);
  const token = await newestIn(app, 'contacto@panaderia.example', LINK);
  await sendCodes(app.deps, token);
  const codes = {
    email: await codeAt(app, 'contacto@panaderia.example'),
    mobile: await codeAt(app, '+56940000001'),
  };
  onlyRosa(app);
  await companyNow(app.deps, parseRut(panaderia.rut));
  await confirmNow(app.deps, token, codes, owner);
  t.is((await company(app)).personal.email as string, 'contacto@panaderia.example');
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'waiting', 'the list may be a glitch');
  app.advance(HOUR + MINUTE);
  await settle(app);
  t.is((await pendingChangeOfLink(app.deps, token))?.state, 'refused');
  t.is((await company(app)).personal.email as string, 'contacto@panaderia.example');
});

test('[floor 12] while the SII is silent an update of a company waits for its next turn', async (t) => {
  const app = await openWithCompany(t);
  await pedroAsks(app);
  const { taxRegistry } = app.deps;
  changeSii(app, 'silent');
  await t.throwsAsync(settle(app), { message: /tax-registry/ });
  t.is((await company(app)).personal.email as string, 'contacto@panaderia.example');
  Object.assign(app.deps, { taxRegistry });
  await settle(app);
  t.is((await company(app)).personal.email as string, stranger.email);
});

test('«Actualizar representantes legales» asks the SII again: a person who is no longer named cannot go on', async (t) => {
  const app = await openWithCompany(t);
  const of = await beginCompany(app, '44.000.001-0');
  await askSiiAgain(app.deps, of, elsewhere());
  t.true(Number((await app.deps.dataUpdates.find(of.id, of.browser))?.representatives) >= 1);
  const pedro = parseRun('44.000.002-9');
  changeSii(app, (known) => ({ ...known, representantes: [{ run: pedro, since: new Date('2020-01-01') }] }));
  t.is(await coded(askSiiAgain(app.deps, of, elsewhere())), 'not-representative');
  t.is(await stepOf(app, of), 'key');
  t.is(await coded(sendUpdate(app.deps, of, moved, elsewhere())), 'flow-step');
  t.regex(await newestTo(app, 'contacto@panaderia.example'), /Cambiaron los representantes legales/);
});

test('while the SII is silent no company is updated, whatever it answered yesterday', async (t) => {
  const app = await openWithCompany(t);
  changeSii(app, 'silent');
  await t.throwsAsync(beginCompany(app, '44.000.001-0'), { message: /tax-registry/ });
});
