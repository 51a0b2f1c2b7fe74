/**
 * Actualizar datos and its attacks: whoever holds Camila's key, and nothing else of hers, tries to make the account
 * theirs. The names say how far that gets.
 */
import test, { type ExecutionContext } from 'ava';
import { codesOf, confirmNow, sendCodes, type TypedCodes } from '../../../../src/account/confirm-now.ts';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { doubtedHolds } from '../../../../src/account/doubt-hold.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { companyNow } from '../../../../src/account/representation.ts';
import { updateData } from '../../../../src/account/update-data.ts';
import { holdOfLink, withdrawHold } from '../../../../src/account/withdraw-hold.ts';
import { type DataChanges, nextUpdateStep } from '../../../../src/domain/data-update.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { PlainKey } from '../../../../src/domain/key.ts';
import { parseMobile, parsePhone } from '../../../../src/domain/phone.ts';
import { FieldRefusals } from '../../../../src/domain/refusal.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import {
  beginUpdate,
  beginUpdateByMail,
  openUpdateMailbox,
  updateByMail,
} from '../../../../src/features/data-update/use-cases/begin-update.ts';
import { answerPair, askSiiAgain, sendUpdate } from '../../../../src/features/data-update/use-cases/update-steps.ts';
import { changeQuestion } from '../../../../src/features/my-account/use-cases/change-question.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { settleHold } from '../../../../src/features/pending-changes/use-cases/settle-hold.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import type { TestHouse } from '../../../helpers/house.ts';
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
  openHouseFor,
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

async function update(house: TestHouse, changes: DataChanges, visitor = elsewhere()) {
  return updateData(house.world, await accountNow(house), { changes }, visitor);
}

/** Asks for other contacts; gives the token of the request. */
async function ask(house: TestHouse, changes: DataChanges = theirs): Promise<string> {
  return (await update(house, changes)).request ?? '';
}

/** Whoever reads the new mailbox confirms it. */
async function confirms(house: TestHouse): Promise<void> {
  await confirmContact(house.world, await tokenIn(house, stranger.email, 'confirmar-contacto'), elsewhere());
}

async function settle(house: TestHouse): Promise<void> {
  await waitOut(house);
}

const contactsNow = async (house: TestHouse) => {
  const { email, mobile } = (await accountNow(house)).personal;
  return { email, mobile } as { email: string; mobile: string | undefined };
};
const hers = { email: camila.email, mobile: camila.mobile };

/** The newest code that came there; the letter writes it large, the SMS in its sentence. */
const codeAt = (house: TestHouse, to: string): Promise<string> =>
  to.startsWith('+') ? codeIn(house, to) : newestIn(house, to, /Código:\s+(\d{6})/);
const another = (code: string): string => (code === '000000' ? '000001' : '000000');

/** What came of codes: "done", or the refusal of each contact. */
async function typed(house: TestHouse, token: string, codes: TypedCodes): Promise<unknown> {
  try {
    await confirmNow(house.world, token, codes, owner);
    return 'done';
  } catch (error) {
    if (!(error instanceof FieldRefusals)) throw error;
    return Object.fromEntries([...error.byField].map(([field, { code }]) => [field, code]));
  }
}

const told = async (house: TestHouse, to: string): Promise<string> =>
  (await messagesTo(house, to)).map(({ subject, text }) => `${subject} ${text}`).join('\n');

// --- what takes effect at once

test('address and fixed telephones change at once, all contacts are told with time, device and «No fui yo», and the link freezes', async (t) => {
  const house = await openWithCamila(t);
  const done = await update(house, { ...moved, phones: { home: parsePhone('223456789') } });
  t.like(done, { atOnce: true, request: undefined });
  const { personal } = await accountNow(house);
  t.is(personal.address.street, 'Los Boldos');
  t.is(personal.homePhone as string, '+56223456789');
  const letter = await told(house, camila.email);
  for (const fact of [/Sus datos fueron actualizados/, /Domicilio y Teléfono Particular/, /Chrome en Linux/, /a las/])
    t.regex(letter, fact);
  t.notRegex(letter, /Los Boldos|223456789/, 'the data themselves are in no message');
  t.regex(await told(house, camila.mobile), /sus datos fueron actualizados/);
  t.true((await actsOf(house)).includes('data.updated'));
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  t.is((await accountNow(house)).state, 'congelada');
  t.is(await coded(update(house, { phones: {} })), 'account-frozen');
});

test('what is on file already is no update, tells nobody and spends nothing', async (t) => {
  const house = await openWithCamila(t);
  const { personal } = await accountNow(house);
  const before = (await house.mailbox()).length;
  t.is(await coded(update(house, { address: personal.address })), 'nothing-changed');
  t.is((await house.mailbox()).length, before);
});

test('an account is updated ten times a day and no more, so that nobody is flooded with notices', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const number = (place: number): DataChanges => ({
    address: { street: 'Calle', number: `${place}`, comuna: '13101' },
  });
  for (let place = 0; place < 10; place += 1) await update(house, number(place));
  t.is(await coded(update(house, number(10))), 'too-many-updates');
  house.advance(DAY + MINUTE);
  t.is(await coded(update(house, number(10))), 'done');
});

// --- the hold

test('e-mail and mobile wait 72 hours: the old ones hear of it at once with the link that stops it, the new e-mail is asked', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, { ...theirs, ...moved });
  t.deepEqual(await contactsNow(house), hers);
  t.is((await accountNow(house)).personal.address.street, 'Los Boldos', 'what does not wait is done');
  t.is(await newestIn(house, camila.email, LINK), token);
  t.is(await newestIn(house, camila.mobile, LINK), token);
  t.regex(await told(house, camila.email), /no-fui-yo/);
  t.truthy(await tokenIn(house, stranger.email, 'confirmar-contacto'));
  t.is((await messagesTo(house, stranger.mobile)).length, 0);
  house.advance(71 * HOUR);
  t.false(await settleHold(house.world));
});

test('after the hold new contacts take their place, and the old ones hear of it with the link that brings them back', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  await settle(house);
  t.deepEqual(await contactsNow(house), stranger);
  t.truthy(await tokenIn(house, camila.email, 'revertir'));
  t.truthy(await tokenIn(house, camila.mobile, 'revertir'));
  t.regex(await told(house, stranger.email), /Este es ahora un contacto de su Clave Sence/);
  t.is(await outcomeOf(house, camila.key, { visitor: owner }), 'in', 'the key is the same');
});

test('a new e-mail that nobody confirmed takes no place: a slip of the pen loses no account', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  await settle(house);
  t.deepEqual(await contactsNow(house), hers);
  t.is((await holdOfLink(house.world, token))?.state, 'refused');
  t.regex(await told(house, camila.email), /No pudimos cambiar sus datos de contacto/);
});

test('one request waits at a time, and a second one takes the whole update back', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  t.is(await coded(update(house, { ...onlyEmail, ...moved })), 'hold-waiting');
  t.is((await accountNow(house)).personal.address.street, 'Los Aromos');
});

test('«Sin Celular» replaces the mobile: it waits, and the old one hears of it', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, { contacts: { email: parseEmail(camila.email) } });
  t.is(await newestIn(house, camila.mobile, LINK), token);
  t.is((await contactsNow(house)).mobile, camila.mobile);
  await settle(house);
  t.is((await contactsNow(house)).mobile, undefined);
});

test('a mobile where there was none waits too, nothing hastens it, and the e-mail hears of it', async (t) => {
  const house = await openWithCamila(t, { mobile: false });
  const token = await ask(house, {
    contacts: { email: parseEmail(camila.email), mobile: parseMobile(stranger.mobile) },
  });
  t.is(await newestIn(house, camila.email, LINK), token);
  t.deepEqual(await codesOf(house.world, token), []);
  await sendCodes(house.world, token);
  t.is(await codeAt(house, camila.email), '');
  t.is((await contactsNow(house)).mobile, undefined);
});

// --- what stops it, and what does not

test('a login with the key neither stops it nor asks, for the key itself asked; the link in the old mailbox stops it', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  t.deepEqual(await doubtedHolds(house.world, { account: await accountNow(house) }), []);
  t.is((await holdOfLink(house.world, token))?.state, 'waiting');
  await withdrawHold(house.world, await newestIn(house, camila.email, LINK), owner);
  await settle(house);
  t.deepEqual(await contactsNow(house), hers);
  t.regex(await told(house, camila.email), /alguien conoce su clave/);
});

test('a cancel of an update is none against a document: the next one against the card stops, and needs no desk', async (t) => {
  const house = await openWithCamila(t);
  await withdrawHold(house.world, await ask(house), owner);
  const again = await ask(house);
  await withdrawHold(house.world, again, owner);
  t.is((await holdOfLink(house.world, again))?.state, 'withdrawn', 'however often');
});

test('«No fui yo» in the notice ends the request with everything else', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  await settle(house);
  t.deepEqual(await contactsNow(house), hers);
});

test('a new key ends the request that the old one made', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  await confirms(house);
  await recoverByAnswer(house, {}, owner);
  t.is(await changeBy(house, await provisionalIn(house, camila.email), CHOSEN, { visitor: owner }), 'done');
  t.is((await holdOfLink(house.world, token))?.state, 'withdrawn');
  await settle(house);
  t.deepEqual(await contactsNow(house), hers);
});

test('an update that was proved by an old key changes nothing any more', async (t) => {
  const house = await openWithCamila(t);
  const before = await accountNow(house);
  await recoverByAnswer(house, {}, owner);
  await changeBy(house, await provisionalIn(house, camila.email), CHOSEN, { visitor: owner });
  t.is(await coded(updateData(house.world, before, { changes: moved }, elsewhere())), 'update-over');
});

// --- codes of the old contacts

test('[floor 5] codes of both replaced contacts make it immediate; each hears of it in a notice without a link', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  await confirms(house);
  await sendCodes(house.world, token);
  const codes = { email: await codeAt(house, camila.email), mobile: await codeAt(house, camila.mobile) };
  t.not(codes.email, codes.mobile, 'each contact has its own');
  t.is(await typed(house, token, codes), 'done');
  t.deepEqual(await contactsNow(house), stranger);
  t.is((await holdOfLink(house.world, token))?.state, 'done');
  for (const to of [camila.email, camila.mobile]) {
    t.regex(await told(house, to), /ya no es (un )?contacto de su Clave Sence/);
    t.is(await tokenIn(house, to, 'revertir'), '', 'who agreed by the own code has nothing to undo');
  }
});

test('[floor 5] a code hastens its own contact and no other: the e-mail is replaced, the mobile goes on waiting', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  await confirms(house);
  await sendCodes(house.world, token);
  const email = await codeAt(house, camila.email);
  const mobile = await codeAt(house, camila.mobile);
  t.deepEqual(await typed(house, token, { email, mobile: email }), { mobile: 'contact-code-wrong' });
  t.deepEqual(await contactsNow(house), { ...hers, email: stranger.email });
  t.is((await holdOfLink(house.world, token))?.state, 'waiting');
  t.like(await codesOf(house.world, token), [{ contact: 'mobile', proved: false }]);
  t.is(await tokenIn(house, camila.email, 'revertir'), '');
  t.is(await typed(house, token, { mobile }), 'done', 'and then the mobile by its own');
  t.deepEqual(await contactsNow(house), stranger);
  t.is((await holdOfLink(house.world, token))?.state, 'done');
});

test('[floor 5] what no code hastened takes effect at its hour, and only that one can be disputed', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house);
  await confirms(house);
  await sendCodes(house.world, token);
  t.is(await typed(house, token, { email: await codeAt(house, camila.email) }), 'done');
  await settle(house);
  t.deepEqual(await contactsNow(house), stranger);
  t.is(await tokenIn(house, camila.email, 'revertir'), '');
  t.truthy(await tokenIn(house, camila.mobile, 'revertir'));
});

test('right codes do not make up for a new e-mail that nobody confirmed; its confirmation then ends the wait', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, onlyEmail);
  await sendCodes(house.world, token);
  t.is(await typed(house, token, { email: await codeAt(house, camila.email) }), 'done');
  t.deepEqual(await contactsNow(house), hers);
  await confirms(house);
  t.is((await contactsNow(house)).email, stranger.email);
});

test('a code has five tries, and ten minutes from the moment in which it left', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, onlyEmail);
  await sendCodes(house.world, token);
  const right = await codeAt(house, camila.email);
  for (let tries = 4; tries > 0; tries -= 1)
    t.deepEqual(await typed(house, token, { email: another(right) }), { email: 'contact-code-wrong' });
  t.deepEqual(await typed(house, token, { email: another(right) }), { email: 'contact-code-spent' });
  t.deepEqual(await typed(house, token, { email: right }), { email: 'contact-code-spent' });

  house.advance(2 * MINUTE);
  await sendCodes(house.world, token);
  const second = await codeAt(house, camila.email);
  house.advance(10 * MINUTE);
  t.deepEqual(await typed(house, token, { email: second }), { email: 'contact-code-spent' });
  t.deepEqual(await contactsNow(house), hers);
});

test('a code that has not left yet opens nothing, a second click sends no second one, and none is kept in clear', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, onlyEmail);
  await sendCodes(house.world, token);
  await sendCodes(house.world, token);
  t.deepEqual(await typed(house, token, { email: '123456' }), { email: 'contact-code-spent' });
  const code = await codeAt(house, camila.email);
  t.is((await messagesTo(house, camila.email)).filter(({ subject }) => /Su código/.test(subject)).length, 1);
  const rows = await house.database.run<{ code_hash: string }[]>((sql) => sql('contact_codes'));
  t.true(rows.every(({ code_hash }) => code_hash.includes('$argon2id$') && !code_hash.includes(code)));
});

test('four at once with the right code: one of them ends the wait', async (t) => {
  const house = await openWithCamila(t);
  const token = await ask(house, onlyEmail);
  await confirms(house);
  await sendCodes(house.world, token);
  const email = await codeAt(house, camila.email);
  await Promise.allSettled([0, 1, 2, 3].map(() => typed(house, token, { email })));
  t.is((await contactsNow(house)).email, stranger.email);
  const notices = (await messagesTo(house, camila.email)).filter(({ subject }) => /ya no es un contacto/.test(subject));
  t.is(notices.length, 1);
  t.is((await actsOf(house)).filter((act) => act === 'contacts.approved').length, 1);
});

test('after the link of the mailbox no code hastens anything: with mailbox and key alone the mobile still has its three days', async (t) => {
  const house = await openWithCamila(t);
  const account = await accountNow(house);
  const { request = '' } = await updateData(house.world, account, { changes: onlyEmail, byMail: true }, elsewhere());
  t.deepEqual(await codesOf(house.world, request), []);
  await sendCodes(house.world, request);
  t.is(await codeAt(house, camila.email), '');
  t.regex(await told(house, camila.mobile), /piden cambiar su correo o celular/);
});

test('for 72 hours after a link in the mailbox the question stays, and no code hastens an update of anywhere', async (t) => {
  const house = await openWithCamila(t);
  const here = await begin(house);
  await continueByMail(house.world, updateByMail(house.world), here, elsewhere());
  await openUpdateMailbox(house.world, await tokenIn(house, camila.email, 'actualizar/correo'), here.browser);
  const account = await accountNow(house);
  const other = { id: 3, answer: parseAnswer('de otro') };
  t.is(await coded(changeQuestion(house.world, account, other, elsewhere())), 'question-rests');
  t.deepEqual(await codesOf(house.world, await ask(house)), []);
  house.advance(72 * HOUR + MINUTE);
  t.is(await coded(changeQuestion(house.world, account, other, elsewhere())), 'done');
});

// --- update, then recover

test('update, then recover at once: while it waits everything goes to the old contacts', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  const before = (await messagesTo(house, stranger.email)).length;
  await recoverByAnswer(house);
  t.is((await messagesTo(house, stranger.email)).length, before);
  t.is((await messagesTo(house, stranger.mobile)).length, 0);
  t.is((await provisionalIn(house, camila.email)).length, 8);
});

test('update, wait, then recover: the old contacts are warned for seven days, and one link there gives all back', async (t) => {
  const house = await openWithCamila(t);
  await changeQuestion(house.world, await accountNow(house), { id: 2, answer: parseAnswer('Chile') }, owner);
  await ask(house);
  await confirms(house);
  await settle(house);
  await recoverByCard(house);
  const letter = await told(house, camila.email);
  t.regex(letter, /Están recuperando una clave que avisaba aquí/);
  t.notRegex(letter, /empresa/, 'she has none');
  t.regex(await told(house, camila.mobile), /piden recuperar una clave/);
  t.is(await changeBy(house, await provisionalIn(house, stranger.email)), 'done');
  await changeQuestion(house.world, await accountNow(house), { id: 3, answer: parseAnswer('de otro') }, elsewhere());
  await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
  t.deepEqual(await contactsNow(house), hers);
  const { question, state } = await accountNow(house);
  t.is(question?.id, 2, 'and the question');
  t.is(state, 'congelada');
  t.not(await outcomeOf(house, CHOSEN), 'in', 'the key that was made since opens nothing');
});

test('a question that was chosen while the update waited is taken back with the contacts', async (t) => {
  const house = await openWithCamila(t);
  const before = (await accountNow(house)).question;
  await ask(house);
  await confirms(house);
  await changeQuestion(house.world, await accountNow(house), { id: 3, answer: parseAnswer('de otro') }, elsewhere());
  await settle(house);
  await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
  t.deepEqual((await accountNow(house)).question, before);
});

/** The thief, whose contacts are on file by now, replaces them by yet others of his own. */
async function replaceAgain(house: TestHouse): Promise<void> {
  await ask(house, { contacts: { email: parseEmail(SECOND), mobile: parseMobile(stranger.mobile) } });
  await confirmContact(house.world, await tokenIn(house, SECOND, 'confirmar-contacto'), elsewhere());
  await settle(house);
}

test('update twice: the first contacts are still warned of a recovery, and their link gives all back for good', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  await settle(house);
  const back = await tokenIn(house, camila.email, 'revertir');
  await replaceAgain(house);
  await recoverByCard(house);
  t.regex(await told(house, camila.email), /Están recuperando una clave que avisaba aquí/);
  const theirLink = await tokenIn(house, stranger.email, 'revertir');
  await takeBack(house, back, owner);
  t.is(await coded(takeBack(house, theirLink, elsewhere())), 'link-spent', 'it would bring the thief back');
  t.deepEqual(await contactsNow(house), hers);
});

test('update twice: a link of the contacts between takes nothing from the first ones', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  await settle(house);
  const back = await tokenIn(house, camila.email, 'revertir');
  await replaceAgain(house);
  await takeBack(house, await tokenIn(house, stranger.email, 'revertir'), elsewhere());
  t.is((await contactsNow(house)).email, stranger.email);
  t.is(await coded(takeBack(house, back, owner)), 'done');
  t.deepEqual(await contactsNow(house), hers);
});

test('on the eighth day the old contacts hear no more', async (t) => {
  const house = await openWithCamila(t);
  await ask(house);
  await confirms(house);
  await settle(house);
  house.advance(7 * DAY + HOUR);
  const before = (await messagesTo(house, camila.email)).length;
  await recoverByCard(house);
  t.is((await messagesTo(house, camila.email)).length, before);
});

// --- the way there

let browsers = 0;
async function begin(house: TestHouse, key: string = camila.key) {
  browsers += 1;
  const browser = `actualiza-${browsers}`;
  const who = { profile: 'natural', identifier: camila.run, browser, device: undefined } as const;
  return { browser, id: await beginUpdate(house.world, { ...who, key: new PlainKey(key) }, elsewhere()) };
}

const stepOf = async ({ world }: TestHouse, { id, browser }: { id: string; browser: string }) => {
  const found = await world.dataUpdates.find(id, browser);
  return found && nextUpdateStep(found);
};

test('guia: the key, then question and answer as a pair; the right answer to another question is wrong', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(house);
  t.is(await stepOf(house, of), 'question');
  t.is(await coded(sendUpdate(house.world, of, moved, elsewhere())), 'update-elsewhere');
  t.is(await coded(answerPair(house.world, of, { id: 2, answer: 'boby' }, elsewhere())), 'pair-wrong');
  t.is(await coded(answerPair(house.world, of, { id: 1, answer: 'copito' }, elsewhere())), 'pair-wrong');
  t.is(await coded(answerPair(house.world, of, { id: 1, answer: 'boby' }, elsewhere())), 'done');
  t.is(await stepOf(house, of), 'data');
  await sendUpdate(house.world, of, moved, elsewhere());
  await sendUpdate(house.world, of, moved, elsewhere()).catch(() => undefined);
  t.is(await stepOf(house, of), 'done');
  t.is((await actsOf(house)).filter((act) => act === 'data.updated').length, 1, 'a second click changes nothing');
});

test('guia: the secret answer has five tries a day, in however many updates', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let tries = 0; tries < 5; tries += 1) {
    const of = await begin(house);
    t.is(await coded(answerPair(house.world, of, { id: 1, answer: 'no' }, elsewhere())), 'pair-wrong');
    house.advance(2 * MINUTE);
  }
  const of = await begin(house);
  t.is(await coded(answerPair(house.world, of, { id: 1, answer: 'boby' }, elsewhere())), 'too-many-pairs');
});

test('segura: no question is asked, and none can be set', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  t.is(await stepOf(house, await begin(house)), 'data');
  const set = changeQuestion(house.world, await accountNow(house), { id: 1, answer: 'boby' }, owner);
  t.is(await coded(set), 'form-stale');
});

test('a wrong key spends the throttles of the login, and a provisional one leads to Cambiar CS', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  t.is(await coded(begin(house, 'Equivocada-1')), 'key-wrong');
  for (let tries = 0; tries < 5; tries += 1) await coded(begin(house, 'Equivocada-1'));
  t.is(await outcomeOf(house, camila.key), 'account-paused', 'the login counts them');
  house.advance(DAY);
  await recoverByAnswer(house);
  t.is(await coded(begin(house, await provisionalIn(house, camila.email))), 'key-provisional');
});

test('by mail: an unknown number and a known one look alike, and the link proves the mailbox and nothing else', async (t) => {
  const house = await openWithCamila(t);
  const asked = { profile: 'natural', browser: 'correo-1' } as const;
  const nobody = { ...asked, identifier: parseRun('44.000.113-0') };
  const mail = async (who: typeof nobody) => {
    const id = await beginUpdateByMail(house.world, who, elsewhere());
    await continueByMail(house.world, updateByMail(house.world), { id, browser: who.browser }, elsewhere());
    return { id, browser: who.browser };
  };
  const known = await mail({ ...asked, identifier: camila.run });
  t.is(await stepOf(house, known), await stepOf(house, await mail(nobody)));
  const token = await tokenIn(house, camila.email, 'actualizar/correo');
  t.regex(await told(house, camila.email), /Continúe la actualización de sus datos/);
  await openUpdateMailbox(house.world, token, 'correo-1');
  t.is(await stepOf(house, known), 'key');
  t.is(await coded(openUpdateMailbox(house.world, token, 'correo-1')), 'link-spent');
});

test('by mail from the middle: here the key stays proved; in another browser it is asked again and nothing typed is shown', async (t) => {
  const house = await openWithCamila(t);
  const way = updateByMail(house.world);
  const here = await begin(house);
  await continueByMail(house.world, way, here, elsewhere());
  t.is(await stepOf(house, here), 'mail');
  await openUpdateMailbox(house.world, await tokenIn(house, camila.email, 'actualizar/correo'), here.browser);
  t.is(await stepOf(house, here), 'data', 'no question');

  const there = await begin(house);
  await house.world.dataUpdates.change(there.id, there.browser, (same) => ({
    ...same,
    draft: { calle: 'Los Boldos' },
  }));
  await continueByMail(house.world, way, there, elsewhere());
  await openUpdateMailbox(house.world, await tokenIn(house, camila.email, 'actualizar/correo'), 'otro-navegador');
  t.is(await stepOf(house, there), undefined, 'it left the first browser');
  const found = await house.world.dataUpdates.find(there.id, 'otro-navegador');
  t.is(found && nextUpdateStep(found), 'key');
  t.is(found?.draft, undefined);
});

test('the secret question is changed by who is signed in, and told with «No fui yo»', async (t) => {
  const house = await openWithCamila(t);
  await changeQuestion(house.world, await accountNow(house), { id: 2, answer: parseAnswer('Perú') }, owner);
  const { id, question } = await accountNow(house);
  t.is(question?.id, 2);
  const place = { purpose: 'answer', id } as const;
  t.true(await house.world.hasher.matches(question?.answerHash, new PlainKey('peru'), place));
  const letter = await told(house, camila.email);
  t.regex(letter, /Su pregunta secreta fue cambiada[\s\S]*no-fui-yo/);
  t.notRegex(letter, /Perú|PAÍS/i);
});

test('a question that was chosen under an old key is not put on file once the key was changed', async (t) => {
  const house = await openWithCamila(t);
  const before = await accountNow(house);
  await recoverByCard(house);
  t.is(await changeBy(house, await provisionalIn(house, camila.email)), 'done');
  const late = changeQuestion(house.world, before, { id: 3, answer: parseAnswer('de otro') }, elsewhere());
  t.is(await coded(late), 'key-stale');
  t.is((await accountNow(house)).question?.id, before.question?.id);
});

// --- companies

const company = async ({ world }: TestHouse) => {
  const found = await world.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  if (!found) throw new Error('the company has no account');
  return found;
};

async function beginCompany(house: TestHouse, run: string) {
  browsers += 1;
  const browser = `empresa-${browsers}`;
  const who = { profile: 'juridica', identifier: parseRut(panaderia.rut), browser, device: undefined } as const;
  const proof = { key: new PlainKey(panaderia.key), representative: parseRun(run) };
  const id = await beginUpdate(house.world, { ...who, ...proof }, elsewhere());
  await answerPair(house.world, { id, browser }, { id: 1, answer: 'boby' }, elsewhere());
  return { id, browser };
}

async function openWithCompany(t: ExecutionContext): Promise<TestHouse> {
  const house = await openHouseFor(t);
  await openCompany(house);
  house.advance(DAY);
  return house;
}

test('M-40: only a representative in force updates a company, which is said only after a right key', async (t) => {
  const house = await openWithCompany(t);
  t.is(await coded(beginCompany(house, '44.000.003-7')), 'not-representative');
  t.is(await coded(beginCompany(house, '44.000.002-9')), 'done');
});

test('another representative takes the place of the one on file with the own mobile, after the hold', async (t) => {
  const house = await openWithCompany(t);
  const of = await beginCompany(house, '44.000.002-9');
  const { personal } = await company(house);
  const mobile = parseMobile('40000002');
  await sendUpdate(house.world, of, { contacts: { email: personal.email, mobile } }, elsewhere());
  t.regex(await told(house, '+56940000001'), /piden cambiar su correo o celular/, 'the mobile on file hears of it');
  t.is((await company(house)).personal.company?.representative.mobile as string, '+56940000001');
  await settle(house);
  const { representative } = (await company(house)).personal.company ?? {};
  t.like(representative, { run: parseRun('44.000.002-9'), mobile });
  t.is(representative?.name.given, 'Pedro Antonio');
  const back = await tokenIn(house, '+56940000001', 'revertir');
  const card = { representative: '44.000.001-0', serial: '512345678' };
  await takeBack(house, back, owner, card);
  t.is((await company(house)).personal.company?.representative.run, parseRun('44.000.001-0'));
});

/** Pedro, a representative in force, asks for a mobile and an e-mail of his own. */
async function pedroAsks(house: TestHouse): Promise<void> {
  const of = await beginCompany(house, '44.000.002-9');
  const contacts = { email: parseEmail(stranger.email), mobile: parseMobile('40000002') };
  await sendUpdate(house.world, of, { contacts }, elsewhere());
  await confirms(house);
}
const onlyRosa = (house: TestHouse) =>
  changeSii(house, (known) => ({
    ...known,
    representantes: known.representantes.filter(({ run }) => run === parseRun('44.000.001-0')),
  }));

test('a representative who left the company while the contacts waited puts none of them in place', async (t) => {
  const house = await openWithCompany(t);
  await pedroAsks(house);
  onlyRosa(house);
  await t.throwsAsync(settle(house), { message: /tax-registry/ }, 'one reading ends nothing for good');
  house.advance(HOUR + MINUTE);
  await settle(house);
  const { email, company: named } = (await company(house)).personal;
  t.is(email as string, 'contacto@panaderia.example');
  t.is(named?.representative.run, parseRun('44.000.001-0'));
  t.true((await actsOf(house)).includes('hold.refused'));
  t.true((await company(house)).keyNeedsCard, 'the changed list asks for a card, as at a login');
});

test('nor do codes of the old contacts put them in place once the house heard that this one left', async (t) => {
  const house = await openWithCompany(t);
  await pedroAsks(house);
  const token = await newestIn(house, 'contacto@panaderia.example', LINK);
  await sendCodes(house.world, token);
  const codes = {
    email: await codeAt(house, 'contacto@panaderia.example'),
    mobile: await codeAt(house, '+56940000001'),
  };
  onlyRosa(house);
  await companyNow(house.world, parseRut(panaderia.rut));
  await confirmNow(house.world, token, codes, owner);
  t.is((await company(house)).personal.email as string, 'contacto@panaderia.example');
  t.is((await holdOfLink(house.world, token))?.state, 'waiting', 'the list may be a glitch');
  house.advance(HOUR + MINUTE);
  await settle(house);
  t.is((await holdOfLink(house.world, token))?.state, 'refused');
  t.is((await company(house)).personal.email as string, 'contacto@panaderia.example');
});

test('floor 12: while the SII is silent an update of a company waits for its next turn', async (t) => {
  const house = await openWithCompany(t);
  await pedroAsks(house);
  const { taxRegistry } = house.world;
  changeSii(house, 'silent');
  await t.throwsAsync(settle(house), { message: /tax-registry/ });
  t.is((await company(house)).personal.email as string, 'contacto@panaderia.example');
  Object.assign(house.world, { taxRegistry });
  await settle(house);
  t.is((await company(house)).personal.email as string, stranger.email);
});

test('«Actualizar representantes legales» asks the SII again: who is named no more goes on with nothing', async (t) => {
  const house = await openWithCompany(t);
  const of = await beginCompany(house, '44.000.001-0');
  await askSiiAgain(house.world, of, elsewhere());
  t.true(Number((await house.world.dataUpdates.find(of.id, of.browser))?.representatives) >= 1);
  const pedro = parseRun('44.000.002-9');
  changeSii(house, (known) => ({ ...known, representantes: [{ run: pedro, since: new Date('2020-01-01') }] }));
  t.is(await coded(askSiiAgain(house.world, of, elsewhere())), 'not-representative');
  t.is(await stepOf(house, of), 'key');
  t.is(await coded(sendUpdate(house.world, of, moved, elsewhere())), 'update-elsewhere');
  t.regex(await told(house, 'contacto@panaderia.example'), /Cambiaron los representantes legales/);
});

test('while the SII is silent no company is updated, whatever it said yesterday', async (t) => {
  const house = await openWithCompany(t);
  changeSii(house, 'silent');
  await t.throwsAsync(beginCompany(house, '44.000.001-0'), { message: /tax-registry/ });
});
