/**
 * Takeover drill: whoever holds a photo of Camila's card tries for her account with one more thing in hand. The names
 * say how far each gets; where a policy lets somebody in, the name says that too.
 */
import test, { type ExecutionContext } from 'ava';
import { continueByMail, openMailbox, recoveryByMail } from '../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { withdrawHold } from '../../src/account/withdraw-hold.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { parseRut } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { answerQuestion, showCedula } from '../../src/features/recovery/use-cases/recover-key.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { openBrowser } from '../helpers/browser.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import type { TestHouse } from '../helpers/house.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { answerOf, beginSignIn, openPlatform, redeem, signIn, userInfoStatus } from '../helpers/platform.ts';
import {
  accountNow,
  begin,
  CHOSEN,
  camila,
  changeBy,
  changeByLink,
  coded,
  codeIn,
  DAY,
  finishAs,
  HOUR,
  MINUTE,
  messagesTo,
  openHouseFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByCard,
  replaceByCard,
  stepOf,
  stranger,
  takeBack,
  tokenIn,
  waitOut,
} from '../helpers/recovery.ts';

const THEIRS = 'Solo el ladron la conoce';
const policies: readonly PolicyName[] = ['guia', 'segura'];
const person = { rut: camila.rut, key: camila.key, serial: camila.serial };

async function settle(house: TestHouse): Promise<void> {
  await waitOut(house);
}

/** The account is hers: her contacts, and her key opens it. */
async function stillHers(t: ExecutionContext, house: TestHouse, key: string = camila.key): Promise<void> {
  const { personal, state } = await accountNow(house);
  t.like(personal as object, { email: camila.email, mobile: camila.mobile });
  t.is(state, 'activa');
  t.is(await outcomeOf(house, key, { visitor: owner }), 'in');
}

/** Everybody to whom anything was sent. */
const reached = async (house: TestHouse): Promise<readonly string[]> =>
  [...new Set((await house.mailbox()).map(({ to }) => to))].sort();

// --- the card alone

for (const policy of policies) {
  test(`${policy}, card alone: SI sends everything to her contacts; the thief holds nothing`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await recoverByCard(house);
    t.deepEqual(await reached(house), [camila.mobile, camila.email]);
    await stillHers(t, house);
  });

  test(`${policy}, card alone: NO waits 72 hours; she reads it, cancels by one link, and nothing happened`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner);
    await settle(house);
    t.is((await messagesTo(house, stranger.mobile)).length, 0);
    await stillHers(t, house);
  });

  test(`${policy}, card alone: she reads no mail and signs in as always; she is asked, says «No», and her card stops it`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    const platform = await openPlatform(house, 'ejemplo');
    const browser = openBrowser();
    const { checks, to } = await beginSignIn(platform);
    const form = await browser.follow(await browser.get(to.href), house.issuer);
    const told = await browser.follow(await browser.send(form, { rut: camila.rut, clave: camila.key }), house.issuer);
    t.regex(told.text, /¿Pidió usted este cambio\?/);
    const ways = await browser.follow(await browser.send(told, { accion: 'no' }), house.issuer);
    t.regex(ways.text, /La solicitud ya espera 72 horas más\./);
    const card = { serie: camila.serial, accion: 'cedula' };
    const stopped = await browser.follow(await browser.send(ways, card), house.issuer);
    t.regex(stopped.text, /Detuvimos la solicitud/);
    const answer = await browser.follow(await browser.send(stopped, { accion: 'seguir' }), house.issuer);
    t.truthy((await redeem(platform, answerOf(answer), checks)).access_token);
    await settle(house);
    await stillHers(t, house);
  });

  test(`${policy}, card alone: she is away three days, the thief gets in; on the tenth day one link gives all back`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await settle(house);
    t.is(await finishAs(house, stranger), 'done', 'the thief is in: the policy lets the card do that after 72 hours');
    const platform = await openPlatform(house, 'ejemplo');
    const theirs = await signIn(platform, { person: { ...person, key: CHOSEN } });
    house.advance(6 * DAY + 23 * HOUR);
    await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
    t.is(await userInfoStatus(house, theirs.tokens.access_token), 401);
    t.not(await outcomeOf(house, CHOSEN), 'in');
    await recoverByCard(house, {}, owner);
    const link = await tokenIn(house, camila.email, 'recuperar/clave');
    t.is(await changeByLink(house, link, await codeIn(house, camila.mobile), 'Una clave nueva y suya'), 'done');
    await stillHers(t, house, 'Una clave nueva y suya');
  });

  test(`${policy}, card alone: after the revert the thief's links, keys and recoveries under way open nothing`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await settle(house);
    const [key, link, code] = [
      policy === 'guia' ? await provisionalIn(house, stranger.email) : '',
      await tokenIn(house, stranger.email, 'recuperar/clave'),
      await codeIn(house, stranger.mobile),
    ];
    await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
    t.not(policy === 'guia' ? await changeBy(house, key) : await changeByLink(house, link, code), 'done');
    const before = (await messagesTo(house, stranger.email)).length;
    await recoverByCard(house);
    t.is((await messagesTo(house, stranger.email)).length, before, 'what is sent now goes to her');
  });
}

// --- the SIM

test('guia, SIM and card: gets in at once, for the policy sends the key to each contact; her mail freezes it and his session ends', async (t) => {
  const house = await openWithCamila(t);
  await recoverByCard(house);
  t.is(await changeBy(house, await provisionalIn(house, camila.mobile), THEIRS), 'done');
  const platform = await openPlatform(house, 'ejemplo');
  const theirs = await signIn(platform, { person: { ...person, key: THEIRS } });
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  t.is(await userInfoStatus(house, theirs.tokens.access_token), 401);
  t.is(await outcomeOf(house, THEIRS), 'account-frozen');
});

test('guia, SIM and card, again after the freeze: what comes to the SIM is a code, and the link is in her mailbox', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  await recoverByCard(house);
  await changeBy(house, await provisionalIn(house, camila.mobile), THEIRS);
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  house.advance(HOUR);
  await recoverByCard(house);
  t.is(await outcomeOf(house, await codeIn(house, camila.mobile)), 'key-wrong');
  t.is(await changeByLink(house, 'x'.repeat(43), await codeIn(house, camila.mobile)), 'link-spent');
  const link = await tokenIn(house, camila.email, 'recuperar/clave');
  t.is(await changeByLink(house, link, await codeIn(house, camila.mobile)), 'done', 'she has both again');
  await stillHers(t, house, CHOSEN);
});

test('segura, SIM and card: the code without the link of her mailbox opens nothing', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(house);
  const code = await codeIn(house, camila.mobile);
  t.is(code.length, 6);
  t.is(await outcomeOf(house, code), 'credentials-wrong');
  t.is(await changeByLink(house, code, code), 'link-spent');
  t.true((await messagesTo(house, camila.mobile)).every(({ text }) => !/recuperar\/clave/.test(text)));
  await stillHers(t, house);
});

for (const policy of policies) {
  test(`${policy}, SIM without the card: stands before the card and goes no further`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const of = await begin(house);
    if (policy === 'guia')
      t.is(await coded(answerQuestion(house.world, of, parseAnswer('adivina'), owner)), 'answer-wrong');
    const wrong = coded(showCedula(house.world, of, requireSerial('599999999'), owner));
    t.is(await wrong, policy === 'guia' ? 'recovery-elsewhere' : 'cedula-mismatch');
    t.is(
      (await messagesTo(house, camila.mobile)).filter(({ text }) => /clave Sence es|codigo es/.test(text)).length,
      0,
    );
    await stillHers(t, house);
  });

  test(`${policy}, SIM and card, NO: the request waits, and her mail with the cancel link is not his to read`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    t.is(await tokenIn(house, stranger.mobile, 'solicitud'), '');
    await withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner);
    await settle(house);
    await stillHers(t, house);
  });
}

// --- the mailbox

test('guia, mailbox and card: gets in at once, as the SIM does; she hears it by SMS, but no SMS carries a link to stop it', async (t) => {
  const house = await openWithCamila(t);
  await recoverByCard(house);
  t.is(await changeBy(house, await provisionalIn(house, camila.email), THEIRS), 'done');
  const sms = (await messagesTo(house, camila.mobile)).map(({ text }) => text);
  t.true(sms.some((text) => /fue cambiada/.test(text)));
  await recoverByCard(house, {}, owner);
  t.is(
    await changeBy(house, await provisionalIn(house, camila.mobile), CHOSEN),
    'done',
    'her card and SIM take it back',
  );
  t.not(await outcomeOf(house, THEIRS), 'in');
});

test('segura, mailbox and card: the link without the code of her SIM opens nothing', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(house);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  const right = await codeIn(house, camila.mobile);
  for (const code of ['', '000000', '123456', '999999'].filter((one) => one !== right))
    t.is(await changeByLink(house, token, code), 'code-wrong');
  await stillHers(t, house);
});

for (const policy of policies) {
  test(`${policy}, mailbox without the card: «Continuar por correo» leads to the card and no further`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const of = await begin(house, { mailOnly: true });
    await continueByMail(house.world, recoveryByMail(house.world), of, owner);
    const browser = 'el del ladron';
    await openMailbox(
      house.world,
      recoveryByMail(house.world),
      await tokenIn(house, camila.email, 'recuperar/correo'),
      browser,
    );
    const here = { id: of.id, browser };
    t.is(await stepOf(house, here), 'serial');
    t.is(await coded(showCedula(house.world, here, requireSerial('599999999'), owner)), 'cedula-mismatch');
    t.is(await coded(sendKey(house.world, here, owner)), 'recovery-elsewhere');
    await stillHers(t, house);
  });

  test(`${policy}, mailbox and card, NO: he deletes the notice; her SMS tells and carries the link that stops it`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    t.true((await messagesTo(house, camila.mobile)).some(({ text }) => /piden cambiar/.test(text)));
    await withdrawHold(house.world, await tokenIn(house, camila.mobile, 'solicitud'), owner);
    await settle(house);
    await stillHers(t, house);
  });

  // --- the key

  test(`${policy}, key: is in until she presses «No fui yo» in the notice of a new device; then nothing of his works`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const platform = await openPlatform(house, 'ejemplo');
    const theirs = await signIn(platform, { person });
    await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
    t.is(await userInfoStatus(house, theirs.tokens.access_token), 401);
    t.is(await outcomeOf(house, camila.key), 'account-frozen');
    await recoverByCard(house, {}, owner);
    t.is(await finishAs(house), 'done');
    t.not(await outcomeOf(house, camila.key), 'in', 'the key that he has is dead');
    await stillHers(t, house, CHOSEN);
  });

  test(`${policy}, key without the card: opens no way to other contacts or another key`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const of = await begin(house);
    t.is(await stepOf(house, of), policy === 'guia' ? 'question' : 'serial');
    t.is(await coded(sendKey(house.world, of, owner)), 'recovery-elsewhere');
    await stillHers(t, house);
  });

  // --- a mailbox that was hers

  test(`${policy}, a mailbox that was replaced: hears of no recovery after the seven days, and its links open nothing`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await settle(house);
    await confirmMobileOf(house, 'natural', camila.run);
    const revert = await tokenIn(house, camila.email, 'revertir');
    house.advance(7 * DAY + MINUTE);
    const before = (await messagesTo(house, camila.email)).length;
    await recoverByCard(house);
    t.is(await finishAs(house, stranger), 'done');
    t.is((await messagesTo(house, camila.email)).length, before);
    t.is(await coded(takeBack(house, revert, owner)), 'link-spent');
    t.is(await outcomeOf(house, CHOSEN), 'in');
  });

  test(`${policy}, a mailbox that was replaced more than seven days ago: its «No fui yo» freezes nothing (floor 7)`, async (t) => {
    const house = await openWithCamila(t, { policy, env: { CONTACT_HOLD_HOURS: '24' } });
    await outcomeOf(house, camila.key);
    const old = await tokenIn(house, camila.email, 'no-fui-yo');
    await replaceByCard(house);
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, stranger.email);
    house.advance(8 * DAY);
    await coded(freezeAccount(house.world, old, owner));
    t.is((await accountNow(house)).state, 'activa');
  });
}

// --- the company's shared key

for (const policy of policies) {
  test(`${policy}, the company's shared key: somebody who left is in by naming a representative; the company's mailbox stops it at once`, async (t) => {
    const house = await openHouseFor(t, { policy });
    await openCompany(house);
    const platform = await openPlatform(house, 'ejemplo');
    const { checks, to } = await beginSignIn(platform);
    const browser = openBrowser();
    const form = await browser.follow(await browser.get(to.href), house.issuer);
    const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.002-9', clave: panaderia.key };
    const answer = await browser.follow(await browser.send(form, fields), house.issuer);
    const tokens = await redeem(platform, answerOf(answer), checks);
    await freezeAccount(house.world, await tokenIn(house, 'contacto@panaderia.example', 'no-fui-yo'), owner);
    t.is(await userInfoStatus(house, tokens.access_token), 401);
    const tried = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;
    t.is(await outcomeOf(house, panaderia.key, tried), 'account-frozen');
  });
}

test("guia, the company's shared key and the answer: a recovery goes to the company's contacts, and thaws nothing", async (t) => {
  const house = await openHouseFor(t);
  await openCompany(house);
  const who = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;
  const of = await begin(house, who);
  await answerQuestion(house.world, of, parseAnswer('boby'), owner);
  await sendKey(house.world, of, owner);
  t.deepEqual(await reached(house), ['+56940000001', 'contacto@panaderia.example']);
  await outcomeOf(house, panaderia.key, who);
  await freezeAccount(house.world, await tokenIn(house, 'contacto@panaderia.example', 'no-fui-yo'), owner);
  t.is(await stepOf(house, await begin(house, who)), 'representative', 'frozen: the card of a representative');
});
