import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem } from '../../helpers/client-app.ts';
import { confirmMobileOf } from '../../helpers/mobile.ts';
import { giveDeviceCode } from '../../helpers/new-device.ts';
import { formFields } from '../../helpers/registration.ts';

const camila = { rut: '44.000.003-7', serie: 'B51A23456', email: formFields.email, clave: formFields.clave } as const;
const CHOSEN = 'Copihue-88';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>, by: Browser = browser): Promise<Visit> =>
    by.follow(await by.send(page, fields), app.issuer);
  const register = async (fields: Record<string, string> = {}) => {
    await go(await browser.get(`${app.issuer}/registro/natural`), { ...formFields, celular: '40000003', ...fields });
    const token = await newestLinkTo(app, camila.email);
    await browser.send(await browser.get(`${app.issuer}/confirmar/${token}`), {});
    await confirmMobileOf(app, 'natural', parseRun(camila.rut));
  };
  const begin = async (fields: Record<string, string> = {}) =>
    go(await browser.get(`${app.issuer}/recuperar/natural`), { rut: camila.rut, captcha: CAPTCHA_ANSWER, ...fields });
  /** Signs in with a key; returns the page that follows, or the answer to the client. */
  const signIn = async (clave: string, by: Browser = openBrowser()) => {
    const client = await openClient(app, 'ejemplo');
    const { checks, to } = await beginSignIn(client);
    const page = await by.follow(await by.get(to.href), app.issuer);
    const next = await go(page, { rut: camila.rut, clave, accion: 'ingresar' }, by);
    const answer = await giveDeviceCode(by, next, { app, to: camila.email });
    return { answer, by, redeemed: (visit: Visit = answer) => redeem(client, answerOf(visit), checks) };
  };
  return { app, browser, go, register, begin, signIn };
}

/** The key in the newest SMS and in the newest mail to Camila. */
async function keysIn(app: { mailbox(): Promise<readonly { channel: string; text: string }[]> }) {
  const messages = await app.mailbox();
  const of = (channel: string): string =>
    /(?:clave Sence es|Clave provisoria):\s+([2-9A-HJ-NP-Z]{8})\b/.exec(
      messages.find((one) => one.channel === channel)?.text ?? '',
    )?.[1] ?? '';
  return { sms: of('sms'), mail: of('mail') };
}

test('guia, case C: question and answer, captcha, Éxito, the same key by SMS and e-mail, and it leads to the change inside the sign-in', async (t) => {
  const { app, go, register, begin, signIn } = await open(t);
  await register();
  const question = await begin();
  t.regex(question.text, /NOMBRE DE MI MASCOTA/);
  const send = await go(question, { respuesta: ' BOBY ' });
  t.regex(send.text, /anti-Robots/);
  const sent = await go(send, { captcha: CAPTCHA_ANSWER });
  t.regex(sent.text, /Su clave Sence \(CS\) será enviada por SMS a su celular dentro de los próximos 10 minutos\./);
  t.regex(sent.text, /Su clave Sence \(CS\) será enviada a su e-Mail dentro de los próximos 10 minutos\./);

  const { sms, mail } = await keysIn(app);
  t.is(sms.length, 8);
  t.is(sms, mail);
  const { answer, by, redeemed } = await signIn(sms.toLowerCase());
  t.regex(answer.text, /Su clave es provisoria/);
  const done = await go(answer, { clave: CHOSEN, clave2: CHOSEN }, by);
  t.truthy((await redeemed(done)).access_token);
  t.truthy((await (await signIn(CHOSEN)).redeemed()).access_token);
  t.regex((await signIn(sms)).answer.text, /CLAVE SENCE INCORRECTA/, 'it works once');
  t.regex((await signIn(camila.clave)).answer.text, /CLAVE SENCE INCORRECTA/);
});

test('«Volver» inside a recovery leads to its first page, and contacts that were typed are shown again for review', async (t) => {
  const { app, go, register, begin } = await open(t);
  await register({ serie: camila.serie });
  const question = await begin();
  const back = (page: Visit): (string | undefined)[] =>
    [...page.html.matchAll(/<a[^>]* href="([^"]*)"[^>]*>Volver</g)].map((found) => found[1]);
  t.deepEqual(back(question), ['/recuperar/natural', '/recuperar/natural']);
  const email = await go(await go(question, { olvido: '1' }), { serie: camila.serie });
  const contacts = await go(email, { correcto: 'no' });
  const send = await go(contacts, { email: 'nuevo@correo.example', celular: '40000099' });
  t.regex(send.text, /nuevo@correo\.example/);
  t.regex(send.text, /\+56 9 4000 0099/);
  t.notRegex(send.text, /próximos 10 minutos/);
  const held = await go(send, { captcha: CAPTCHA_ANSWER });
  t.deepEqual(back(held), []);
  t.is((await app.mailbox()).filter(({ to }) => to === 'nuevo@correo.example').length, 1);
});

test('guia, case B: a forgotten answer leads to the card, the masked e-mail and SI', async (t) => {
  const { app, go, register, begin } = await open(t);
  await register();
  const serial = await go(await begin(), { olvido: '1' });
  t.regex(serial.text, /Número de serie/);
  const email = await go(serial, { serie: camila.serie });
  t.regex(email.text, /Se le enviará una clave al siguiente correo electrónico/);
  t.regex(email.text, /camxxxx@corxxxx/);
  const sent = await go(await go(email, { correcto: 'si' }), { captcha: CAPTCHA_ANSWER });
  t.regex(sent.text, /será enviada a su e-Mail/);
  t.is((await keysIn(app)).sms.length, 8);
});

test('guia, NO: new contacts wait for the waiting period, the old ones are notified, and the old key goes on working', async (t) => {
  const { app, go, register, begin, signIn } = await open(t);
  await register({ serie: camila.serie });
  const email = await go(await go(await begin(), { olvido: '1' }), { serie: camila.serie });
  const contacts = await go(email, { correcto: 'no' });
  const send = await go(contacts, { email: 'nuevo@correo.example', celular: '40000099' });
  const sent = await go(send, { captcha: CAPTCHA_ANSWER });
  t.is(sent.status, 200);
  t.notRegex(sent.text, /será enviada a su e-Mail/);
  const notices = await app.mailbox();
  t.true(notices.some(({ to, text }) => to === camila.email && /\/solicitud\//.test(text)));
  t.is((await keysIn(app)).sms, '', 'no key leaves');
  t.truthy((await (await signIn(camila.clave)).answer).text);
});

test('[A1, threat 6] the last page of a recovery says to the user who showed the card that the account was never proved; one button leads to the contest', async (t) => {
  const { go, register, begin } = await open(t);
  await register();
  const email = await go(await go(await begin(), { olvido: '1' }), { serie: camila.serie });
  const sent = await go(await go(email, { correcto: 'si' }), { captcha: CAPTCHA_ANSWER });
  t.regex(sent.text, /nunca mostró una cédula/);
  const asked = await go(sent, { accion: 'no-es-mia' });
  t.regex(asked.text, /¿Quién abrió esta cuenta\?/);
  t.notRegex(asked.text, /@|\+56/, 'and shows no contact');
  const wrong = await go(asked, { accion: 'clave', clave: 'No es esta 1' });
  t.is(wrong.status, 422);
  t.true(wrong.html.includes('id="clave-e"'));
  t.notRegex(wrong.html, /No es esta 1/);
  const kept = await go(wrong, { accion: 'clave', clave: camila.clave });
  t.regex(kept.text, /La cuenta es la suya y su identidad quedó comprobada/);
});

test('[A1] by the answer alone that page says nothing of it', async (t) => {
  const { go, register, begin } = await open(t);
  await register();
  const byAnswer = await go(await go(await begin(), { respuesta: 'boby' }), { captcha: CAPTCHA_ANSWER });
  t.notRegex(byAnswer.text, /nunca mostró una cédula/);
});

test('[security 15] the old key works until the new one is saved; asking for a recovery changes nothing', async (t) => {
  const { go, register, begin, signIn } = await open(t);
  await register();
  await go(await go(await begin(), { respuesta: 'boby' }), { captcha: CAPTCHA_ANSWER });
  t.truthy((await (await signIn(camila.clave)).redeemed()).access_token);
});

test('[C3] guia: an identifier without an account is reported so, with the way to register', async (t) => {
  const { begin } = await open(t);
  const page = await begin();
  t.is(page.status, 422);
  t.regex(page.text, /NO AUTORIZADO: PERSONA NO REGISTRADA/);
  t.regex(page.html, /href="\/registro/);
});

test('segura: captcha first, the card, link and code, and only both together save a new key', async (t) => {
  const { app, go, register, begin, signIn } = await open(t, { CLAVE_POLICY: 'segura' });
  const key = 'una frase larga de Camila';
  await register({ serie: camila.serie, clave: key, clave2: key });
  const email = await go(await begin(), { serie: camila.serie });
  t.regex(email.text, /c•••@c•••\.example/);
  const sent = await go(await go(email, { correcto: 'si' }), {});
  t.is(sent.status, 200);
  const messages = await app.mailbox();
  const link = /http\S+\/recuperar\/clave\/\S+/.exec(
    messages.find(({ channel }) => channel === 'mail')?.text ?? '',
  )?.[0];
  const code = /\b\d{6}\b/.exec(messages.find(({ channel }) => channel === 'sms')?.text ?? '')?.[0] ?? '';
  const by = openBrowser();
  const chosen = 'otra frase larga y nueva';
  const page = await by.get(link ?? '');
  const wrong = await go(page, { codigo: code === '000000' ? '000001' : '000000', clave: chosen, clave2: chosen }, by);
  t.is(wrong.status, 422);
  const done = await go(wrong, { codigo: code, clave: chosen, clave2: chosen }, by);
  t.is(done.status, 200);
  t.truthy((await (await signIn(chosen)).redeemed()).access_token);
  t.is((await by.get(link ?? '')).text.includes('Guardar'), false, 'the link works once');
});

test('[security 3, guide segura 6] segura: an identifier without an account sees the same pages and the same end, and no message is sent', async (t) => {
  const { app, go, begin } = await open(t, { CLAVE_POLICY: 'segura' });
  const email = await go(await begin(), { serie: camila.serie });
  t.regex(email.text, /Se le enviará un enlace al siguiente correo electrónico/);
  const again = await go(await begin(), { serie: camila.serie });
  const mask = (page: Visit) => /\S•••@\S•••\.\w+/.exec(page.text)?.[0];
  t.truthy(mask(email));
  t.is(mask(email), mask(again), 'stable');
  const sent = await go(await go(email, { correcto: 'si' }), {});
  t.is(sent.status, 200);
  t.is((await app.mailbox()).length, 0);
});

test('another browser, an hour later, or another tab never lands on the wrong page', async (t) => {
  const { app, browser, go, register, begin } = await open(t);
  await register();
  const question = await begin();
  t.regex((await openBrowser().get(question.url)).text, /Comenzar de nuevo/);
  const serial = await go(question, { olvido: '1' });
  const stale = await go(question, { respuesta: 'boby' });
  t.regex(stale.text, /Número de serie/, 'the old tab shows where the person stands');
  t.regex((await browser.get(serial.url)).text, /Número de serie/);
  app.advance(31 * 60_000);
  t.regex((await browser.get(serial.url)).text, /Comenzar de nuevo/);
});

test('cancelling at the change page gives the client its answer, and the provisional key is still valid', async (t) => {
  const { app, go, register, begin, signIn } = await open(t);
  await register();
  await go(await go(await begin(), { respuesta: 'boby' }), { captcha: CAPTCHA_ANSWER });
  const { sms } = await keysIn(app);
  const { answer, by } = await signIn(sms);
  const back = await go(answer, { accion: 'cancelar' }, by);
  t.is(answerOf(back).searchParams.get('error'), 'access_denied');
  const { answer: again, by: other } = await signIn(sms);
  t.regex(again.text, /Su clave es provisoria/);
  await go(again, { clave: CHOSEN, clave2: CHOSEN }, other);
  const { answer: third } = await signIn(sms);
  t.regex(third.text, /CLAVE SENCE INCORRECTA/);
});
