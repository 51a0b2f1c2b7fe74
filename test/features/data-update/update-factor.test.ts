import test, { type ExecutionContext } from 'ava';
import { removeFactor } from '../../../src/features/second-factor/use-cases/remove-factor.ts';
import { CAPTCHA_ANSWER, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia, panaderiaContacts } from '../../helpers/companies.ts';
import {
  accountNow,
  actsOf,
  camila,
  DAY,
  MINUTE,
  openAppFor,
  openWithCamila,
  owner,
  tokenIn,
} from '../../helpers/recovery.ts';
import { enrolled, mailedCode } from '../../helpers/second-factor.ts';
import { enrolByPages, enterPanaderia, otherThan } from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

const asksCode = /también lo pedimos para ver y cambiar sus datos/;
const asksQuestion = /se solicitará que responda la pregunta secreta/;

type Fields = Readonly<Record<string, string>>;

/** Begins Actualizar datos, and a function that sends a page and follows it. */
async function begin({ issuer }: TestApp, fields: Fields = {}, profile = 'natural') {
  const browser: Browser = openBrowser();
  const go = async (page: Visit, typed: Fields) => browser.follow(await browser.send(page, { ...typed }), issuer);
  const first = await browser.get(`${issuer}/actualizar/${profile}`);
  return { browser, go, page: await go(first, { rut: camila.run, clave: camila.key, ...fields }) };
}

async function openWithFactor(t: ExecutionContext, throttles: 'on' | 'off' = 'off') {
  const app = await openWithCamila(t, { throttles });
  const { secret, printed } = await enrolled(app);
  await app.advance(MINUTE);
  return { app, printed, digits: () => digitsAt(secret, app.deps.now()) };
}

test('[second factor] a user with a factor gives it after the key, before the question and before any data is shown', async (t) => {
  const { app, digits } = await openWithFactor(t);
  const { browser, go, page } = await begin(app);
  t.regex(page.text, asksCode);
  t.notRegex(page.html, new RegExp(camila.email));
  t.regex((await go(page, { codigo: '' })).text, /Escriba los seis números de su aplicación/);
  const wrong = await go(page, { codigo: otherThan(digits()) });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /El código no coincide o ya se usó/);
  t.notRegex(wrong.html, /value="\d{6}"/);
  t.regex((await browser.get(page.url)).text, asksCode, 'also when the page is loaded again');
  const question = await go(page, { codigo: digits() });
  t.regex(question.text, asksQuestion);
  const data = await go(question, { pregunta: '1', respuesta: 'Boby' });
  t.regex(data.html, new RegExp(camila.email));
});

test('[second factor] a printed code serves; a user without a factor is not asked', async (t) => {
  const { app, printed } = await openWithFactor(t);
  const { go, page } = await begin(app);
  t.regex((await go(page, { codigo: printed[2] ?? '' })).text, asksQuestion);
  const without = await openWithCamila(t);
  t.regex((await begin(without)).page.text, asksQuestion);
});

test('[second factor, C3] a wrong key says the same of an account with a factor as of one without', async (t) => {
  const { app } = await openWithFactor(t);
  const plain = ({ text }: Visit): string => text.replace(/CS-[\w-]+/g, '');
  const wrong = { clave: 'Otra-clave-1' };
  const without = await openWithCamila(t);
  t.is(plain((await begin(app, wrong)).page), plain((await begin(without, wrong)).page));
});

test('[second factor, threat 161] with the key of a holder with a factor no step is skipped, and nothing changes', async (t) => {
  const { app } = await openWithFactor(t);
  const before = await accountNow(app);
  const { browser, page } = await begin(app);
  const fields = { email: 'ladron@malo.example', celular: '40000666', comuna: '13101', calle: 'Otra', numero: '1' };
  for (const paso of ['data', 'question', 'key', 'done']) {
    const answer = await browser.follow(await browser.send(page, { ...fields, paso }), app.issuer);
    t.regex(answer.text, asksCode, paso);
  }
  await browser.send(page, { accion: 'correo' });
  t.deepEqual((await accountNow(app)).personal, before.personal);
  t.false((await actsOf(app)).some((act) => ['hold.begun', 'data.updated'].includes(act)));
});

test('[second factor, threat 162] with key and mailbox the factor is asked after the link, which replaces the question alone', async (t) => {
  const { app, digits } = await openWithFactor(t);
  const { browser, go, page } = await begin(app, { accion: 'correo', captcha: CAPTCHA_ANSWER });
  const mail = await browser.get(
    `${app.issuer}/actualizar/correo/${await tokenIn(app, camila.email, 'actualizar/correo')}`,
  );
  const key = await go(mail, {});
  t.regex(key.text, /Ya abrió el enlace del correo/, page.text);
  const asked = await go(key, { clave: camila.key });
  t.regex(asked.text, asksCode);
  t.notRegex(asked.html, new RegExp(camila.email));
  t.regex((await go(asked, { codigo: digits() })).html, new RegExp(camila.email));
});

test('[second factor] a factor that is removed while an update is filled in hastens nothing, and one that is enrolled meanwhile is asked', async (t) => {
  const { app, digits } = await openWithFactor(t);
  await app.advance(8 * DAY);
  const { go, page } = await begin(app);
  const data = await go(await go(page, { codigo: digits() }), { pregunta: '1', respuesta: 'Boby' });
  const account = await accountNow(app);
  const [totp] = (await app.deps.credentials.ofAccount(account.id)).filter(({ kind }) => kind === 'totp');
  await app.advance(MINUTE);
  await removeFactor(app.deps, { account, actor: undefined }, totp?.id ?? '', digits(), owner);
  const place = { comuna: '13101', calle: 'Otra', numero: '1' };
  const typed = { email: camila.email, celular: '40000666', ...place, captcha: CAPTCHA_ANSWER };
  const refused = await go(data, typed);
  t.is(refused.status, 422);
  t.regex(refused.text, /El segundo factor de su cuenta cambió hace un momento/);
  const again = await begin(app);
  const without = await again.go(again.page, { pregunta: '1', respuesta: 'Boby' });
  await enrolled(app);
  t.regex((await again.go(without, typed)).text, /El segundo factor de su cuenta cambió hace un momento/);
  t.is((await accountNow(app)).personal.mobile, account.personal.mobile);
  t.false((await actsOf(app)).includes('hold.begun'));
});

test('[second factor] wrong codes pause the factor there too', async (t) => {
  const { app, digits } = await openWithFactor(t, 'on');
  const { go, page } = await begin(app);
  for (let tries = 0; tries < 5; tries += 1) await go(page, { codigo: otherThan(digits()) });
  const paused = await go(page, { codigo: digits() });
  t.is(paused.status, 429);
  t.regex(paused.text, /Demasiados códigos equivocados/);
});

test('[second factor] of a company the factor of the representative who acts is asked', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const pedros = await enterPanaderia(app, pedro.rut);
  const { secret } = await enrolByPages(app, pedros, { mail: panaderiaContacts.office });
  await app.advance(MINUTE);
  const asked = { rut: panaderia.rut, clave: panaderia.key };
  const hers = await begin(app, { ...asked, rut_representante: rosa.rut }, 'juridica');
  t.notRegex(hers.page.text, asksCode, 'Rosa has none');
  const his = await begin(app, { ...asked, rut_representante: pedro.rut }, 'juridica');
  t.regex(his.page.text, asksCode);
  t.notRegex((await his.go(his.page, { codigo: digitsAt(secret, app.deps.now()) })).text, asksCode);
  t.is(await mailedCode(app, 'nadie@correo.example'), 'none');
});
