/**
 * Takeover drill: an attacker who has a photo of Camila's card and one more thing tries to take her account. The titles
 * say how far each gets; where a policy lets the attacker in, the title says that too.
 */
import test, { type ExecutionContext } from 'ava';
import { continueByMail } from '../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { openMailbox } from '../../src/account/open-mailbox.ts';
import { withdrawPendingChange } from '../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { parseRut } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { answerQuestion } from '../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { showCedula } from '../../src/features/recovery/use-cases/show-card.ts';
import type { TestApp } from '../helpers/app.ts';
import { formOf, openBrowser } from '../helpers/browser.ts';
import { answerOf, beginSignIn, goThrough, openClient, redeem, signIn, userInfoStatus } from '../helpers/client-app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { asksForDeviceCode, deviceCodeIn } from '../helpers/new-device.ts';
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
  openAppFor,
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

async function settle(app: TestApp): Promise<void> {
  await waitOut(app);
}

/** The account is hers: her contacts, and her key opens it. */
async function stillHers(t: ExecutionContext, app: TestApp, key: string = camila.key): Promise<void> {
  const { personal, state } = await accountNow(app);
  t.like(personal as object, { email: camila.email, mobile: camila.mobile });
  t.is(state, 'activa');
  t.is(await outcomeOf(app, key, { visitor: owner }), 'in');
}

/** Every recipient of a message. */
const reached = async (app: TestApp): Promise<readonly string[]> =>
  [...new Set((await app.mailbox()).map(({ to }) => to))].sort();

// --- the card alone

for (const policy of policies) {
  test(`${policy}, card alone: SI sends everything to her contacts; the thief gets nothing`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await recoverByCard(app);
    t.deepEqual(await reached(app), [camila.mobile, camila.email]);
    await stillHers(t, app);
  });

  test(`${policy}, card alone: NO waits 72 hours; she reads it, cancels by one link, and nothing happened`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await settle(app);
    t.is((await messagesTo(app, stranger.mobile)).length, 0);
    await stillHers(t, app);
  });

  test(`${policy}, card alone: she reads no mail and signs in as always; she is asked, says «No», and her card stops it`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    const client = await openClient(app, 'ejemplo');
    const browser = openBrowser();
    browser.cookies.set('cs_equipo', app.deps.devices.remember(undefined, await accountNow(app)));
    const { checks, to } = await beginSignIn(client);
    const form = await browser.follow(await browser.get(to.href), app.issuer);
    const asked = await browser.follow(await browser.send(form, { rut: camila.rut, clave: camila.key }), app.issuer);
    t.regex(asked.text, /¿Pidió usted este cambio\?/);
    const ways = await browser.follow(await browser.send(asked, { accion: 'no' }), app.issuer);
    t.regex(ways.text, /La solicitud ya espera 72 horas más\./);
    const card = { serie: camila.serial, accion: 'cedula' };
    const stopped = await browser.follow(await browser.send(ways, card), app.issuer);
    t.regex(stopped.text, /Detuvimos la solicitud/);
    const answer = await browser.follow(await browser.send(stopped, { accion: 'seguir' }), app.issuer);
    t.truthy((await redeem(client, answerOf(answer), checks)).access_token);
    await settle(app);
    await stillHers(t, app);
  });

  test(`${policy}, card alone: she is away three days, the thief gets in; on the tenth day one link restores all`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await settle(app);
    t.is(await finishAs(app, stranger), 'done', 'the thief is in: the policy lets the card do that after 72 hours');
    const client = await openClient(app, 'ejemplo');
    const theirs = await signIn(client, { person: { ...person, key: CHOSEN }, mailbox: { app, to: stranger.email } });
    app.advance(6 * DAY + 23 * HOUR);
    await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
    t.is(await userInfoStatus(app, theirs.tokens.access_token), 401);
    t.not(await outcomeOf(app, CHOSEN), 'in');
    await recoverByCard(app, {}, owner);
    const link = await tokenIn(app, camila.email, 'recuperar/clave');
    t.is(await changeByLink(app, link, await codeIn(app, camila.mobile), 'Una clave nueva y suya'), 'done');
    await stillHers(t, app, 'Una clave nueva y suya');
  });

  test(`${policy}, card alone: after the revert the thief's links, keys and recoveries under way open nothing`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await settle(app);
    const [key, link, code] = [
      policy === 'guia' ? await provisionalIn(app, stranger.email) : '',
      await tokenIn(app, stranger.email, 'recuperar/clave'),
      await codeIn(app, stranger.mobile),
    ];
    await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
    t.not(policy === 'guia' ? await changeBy(app, key) : await changeByLink(app, link, code), 'done');
    const before = (await messagesTo(app, stranger.email)).length;
    await recoverByCard(app);
    t.is((await messagesTo(app, stranger.email)).length, before, 'what is sent now goes to her');
  });
}

// --- the SIM

test('guia, SIM and card: gets in at once, because the policy sends the key to each contact; her mail freezes it and his session ends', async (t) => {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.mobile), THEIRS), 'done');
  const client = await openClient(app, 'ejemplo');
  const theirs = await signIn(client, { person: { ...person, key: THEIRS } });
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is(await userInfoStatus(app, theirs.tokens.access_token), 401);
  t.is(await outcomeOf(app, THEIRS), 'account-frozen');
});

test('guia, SIM and card, again after the freeze: the SIM gets a code, and the link is in her mailbox', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await recoverByCard(app);
  await changeBy(app, await provisionalIn(app, camila.mobile), THEIRS);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  app.advance(HOUR);
  await recoverByCard(app);
  t.is(await outcomeOf(app, await codeIn(app, camila.mobile)), 'key-wrong');
  t.is(await changeByLink(app, 'x'.repeat(43), await codeIn(app, camila.mobile)), 'link-spent');
  const link = await tokenIn(app, camila.email, 'recuperar/clave');
  t.is(await changeByLink(app, link, await codeIn(app, camila.mobile)), 'done', 'she has both again');
  await stillHers(t, app, CHOSEN);
});

test('[threat 30] segura, SIM and card: the code without the link of her mailbox opens nothing', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  const code = await codeIn(app, camila.mobile);
  t.is(code.length, 6);
  t.is(await outcomeOf(app, code), 'credentials-wrong');
  t.is(await changeByLink(app, code, code), 'link-spent');
  t.true((await messagesTo(app, camila.mobile)).every(({ text }) => !/recuperar\/clave/.test(text)));
  await stillHers(t, app);
});

for (const policy of policies) {
  test(`${policy}, SIM without the card: gets as far as the card and no further`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const of = await begin(app);
    if (policy === 'guia')
      t.is(await coded(answerQuestion(app.deps, of, parseAnswer('adivina'), owner)), 'answer-wrong');
    const wrong = coded(showCedula(app.deps, of, requireSerial('599999999'), owner));
    t.is(await wrong, policy === 'guia' ? 'flow-step' : 'cedula-mismatch');
    t.is((await messagesTo(app, camila.mobile)).filter(({ text }) => /clave Sence es|codigo es/.test(text)).length, 0);
    await stillHers(t, app);
  });

  test(`${policy}, SIM and card, NO: the request waits, and her mail with the cancel link is not his to read`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    t.is(await tokenIn(app, stranger.mobile, 'solicitud'), '');
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await settle(app);
    await stillHers(t, app);
  });
}

// --- the mailbox

test('[threat 31] guia, mailbox and card: gets in at once, as the SIM does; she is notified by SMS, but no SMS has a link to stop it', async (t) => {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.email), THEIRS), 'done');
  const sms = (await messagesTo(app, camila.mobile)).map(({ text }) => text);
  t.true(sms.some((text) => /fue cambiada/.test(text)));
  await recoverByCard(app, {}, owner);
  t.is(await changeBy(app, await provisionalIn(app, camila.mobile), CHOSEN), 'done', 'her card and SIM take it back');
  t.not(await outcomeOf(app, THEIRS), 'in');
});

test('[threat 31] segura, mailbox and card: the link without the code of her SIM opens nothing', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const right = await codeIn(app, camila.mobile);
  for (const code of ['', '000000', '123456', '999999'].filter((one) => one !== right))
    t.is(await changeByLink(app, token, code), 'code-wrong');
  await stillHers(t, app);
});

for (const policy of policies) {
  test(`${policy}, mailbox without the card: «Continuar por correo» leads to the card and no further`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const of = await begin(app, { mailOnly: true });
    await continueByMail(app.deps, recoveryByMail(app.deps), of, owner);
    const browser = 'el del ladron';
    await openMailbox(
      app.deps,
      recoveryByMail(app.deps),
      await tokenIn(app, camila.email, 'recuperar/correo'),
      browser,
    );
    const here = { id: of.id, browser };
    t.is(await stepOf(app, here), 'serial');
    t.is(await coded(showCedula(app.deps, here, requireSerial('599999999'), owner)), 'cedula-mismatch');
    t.is(await coded(sendKey(app.deps, here, owner)), 'flow-step');
    await stillHers(t, app);
  });

  test(`${policy}, mailbox and card, NO: he deletes the notice; her SMS notifies her and has the link that stops it`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    t.true((await messagesTo(app, camila.mobile)).some(({ text }) => /piden cambiar/.test(text)));
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.mobile, 'solicitud'), owner);
    await settle(app);
    await stillHers(t, app);
  });

  // --- the key

  test(`${policy}, key without the card: gives no access to other contacts or another key`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const of = await begin(app);
    t.is(await stepOf(app, of), policy === 'guia' ? 'question' : 'serial');
    t.is(await coded(sendKey(app.deps, of, owner)), 'flow-step');
    await stillHers(t, app);
  });

  // --- her former mailbox

  test(`${policy}, a mailbox that was replaced: gets no notice of a recovery after the seven days, and its links open nothing`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await settle(app);
    await confirmMobileOf(app, 'natural', camila.run);
    const revert = await tokenIn(app, camila.email, 'revertir');
    app.advance(7 * DAY + MINUTE);
    const before = (await messagesTo(app, camila.email)).length;
    await recoverByCard(app);
    t.is(await finishAs(app, stranger), 'done');
    t.is((await messagesTo(app, camila.email)).length, before);
    t.is(await coded(takeBack(app, revert, owner)), 'link-spent');
    t.is(await outcomeOf(app, CHOSEN), 'in');
  });

  test(`${policy}, a mailbox that was replaced more than seven days ago: its «No fui yo» freezes nothing (floor 7)`, async (t) => {
    const app = await openWithCamila(t, { policy, env: { CONTACT_HOLD_HOURS: '24' } });
    await outcomeOf(app, camila.key);
    const old = await tokenIn(app, camila.email, 'no-fui-yo');
    await replaceByCard(app);
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, stranger.email);
    app.advance(8 * DAY);
    await coded(freezeAccount(app.deps, old, owner));
    t.is((await accountNow(app)).state, 'activa');
  });
}

// --- the key, at the sign-in

test('guia, key: is in until she presses «No fui yo» in the notice of a new device; then nothing of his works', async (t) => {
  const app = await openWithCamila(t);
  const client = await openClient(app, 'ejemplo');
  const theirs = await signIn(client, { person });
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is(await userInfoStatus(app, theirs.tokens.access_token), 401);
  t.is(await outcomeOf(app, camila.key), 'account-frozen');
  await recoverByCard(app, {}, owner);
  t.is(await finishAs(app), 'done');
  t.not(await outcomeOf(app, camila.key), 'in', 'the key that he has is dead');
  await stillHers(t, app, CHOSEN);
});

test('[C14, threat 22] segura, key: gets as far as the code, which her mailbox has with the advice to recover the key', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const page = await goThrough(browser, to, person);
  t.true(asksForDeviceCode(page));
  for (const codigo of ['000000', '111111', '222222'])
    t.true(
      asksForDeviceCode(
        await browser.follow(await browser.post(page.url, { ...formOf(page).hidden, codigo }), app.issuer),
      ),
    );
  t.is(await tokenIn(app, camila.email, 'no-fui-yo'), '', 'no sign-in took place');
  t.regex((await messagesTo(app, camila.email))[0]?.text ?? '', /alguien escribió su clave[\s\S]*recupere su clave/);
  await stillHers(t, app);
});

// --- the company's shared key

test("guia, the company's shared key: a former employee gets in by naming a representative; the company's mailbox stops it at once", async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const client = await openClient(app, 'ejemplo');
  const { checks, to } = await beginSignIn(client);
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.002-9', clave: panaderia.key };
  const answer = await browser.follow(await browser.send(form, fields), app.issuer);
  const tokens = await redeem(client, answerOf(answer), checks);
  await freezeAccount(app.deps, await tokenIn(app, 'contacto@panaderia.example', 'no-fui-yo'), owner);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  const tried = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;
  t.is(await outcomeOf(app, panaderia.key, tried), 'account-frozen');
});

test("[C14] segura, the company's shared key: a former employee gets as far as the code, which goes to the company's mailbox", async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  await openCompany(app);
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.002-9', clave: panaderia.key };
  const page = await browser.follow(await browser.send(form, fields), app.issuer);
  t.true(asksForDeviceCode(page));
  const code = await deviceCodeIn({ app, to: 'contacto@panaderia.example' });
  t.is(code.length, 6);
  const wrong = { ...formOf(page).hidden, codigo: code === '000000' ? '000001' : '000000' };
  t.true(asksForDeviceCode(await browser.follow(await browser.post(page.url, wrong), app.issuer)));
});

test("guia, the company's shared key and the answer: a recovery goes to the company's contacts, and thaws nothing", async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const who = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;
  const of = await begin(app, who);
  await answerQuestion(app.deps, of, parseAnswer('boby'), owner);
  await sendKey(app.deps, of, owner);
  t.deepEqual(await reached(app), ['+56940000001', 'contacto@panaderia.example']);
  await outcomeOf(app, panaderia.key, who);
  await freezeAccount(app.deps, await tokenIn(app, 'contacto@panaderia.example', 'no-fui-yo'), owner);
  t.is(await stepOf(app, await begin(app, who)), 'representative', 'frozen: the card of a representative');
});
