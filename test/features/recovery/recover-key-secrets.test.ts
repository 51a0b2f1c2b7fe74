import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { actsOf, camila, MINUTE, openAppFor, registerCamila } from '../../helpers/recovery.ts';
import { withoutPhoneNow } from '../../helpers/without-phone-now.ts';

/** Five characters that no page has for any other reason. */
const CAPTCHA_ANSWER = 'QWRTZ';
const env = { CAPTCHA_FIXED_ANSWER: CAPTCHA_ANSWER };

async function open(t: ExecutionContext, policy: 'guia' | 'segura', known = true) {
  const app = await openAppFor(t, { policy, env });
  if (known) await registerCamila(app);
  return { app, ...browserOf(app) };
}

/** A browser that records every page that it showed. */
function browserOf(app: TestApp) {
  const browser: Browser = openBrowser();
  const seen: Visit[] = [];
  const stand = (page: Visit): Visit => {
    seen.push(page);
    return page;
  };
  const go = async (page: Visit, fields: Record<string, string>) =>
    stand(await browser.follow(await browser.send(page, fields), app.issuer));
  const start = async () => stand(await browser.get(`${app.issuer}/recuperar/natural`));
  return { browser, seen, go, start };
}

/** Any part of Camila's e-mail or telephone, masked or not. */
const CONTACT = /camila@|camx|cxxx|correo\.example|corx|c•|@|40000003|\b0003\b/;

test('[security 6] guia: no page before the card shows a part of a contact; nor do the end of the right answer and «Continuar por correo»', async (t) => {
  const { app, seen, go, start } = await open(t, 'guia');
  await go(await go(await go(await start(), { rut: camila.rut }), { respuesta: 'nada que ver' }), {
    respuesta: 'boby',
  });
  await go(seen.at(-1) as Visit, { captcha: CAPTCHA_ANSWER });
  t.regex(seen.at(-1)?.text ?? '', /será enviada a su e-Mail/);
  await go(await go(await go(await start(), { rut: camila.rut }), { olvido: '1' }), { serie: '599999999' });
  await go(await start(), { rut: camila.rut, accion: 'correo' });
  t.true(seen.length > 8);
  for (const { html, url } of seen) t.notRegex(html, CONTACT, url);
  t.false(app.logged.some((line) => CONTACT.test(line)));
});

test('[security 6] segura: no page before the card shows a part of a contact', async (t) => {
  const { seen, go, start } = await open(t, 'segura');
  await go(await go(await start(), { rut: camila.rut, captcha: CAPTCHA_ANSWER }), { serie: '599999999' });
  await go(await start(), { rut: camila.rut, accion: 'correo' });
  for (const { html, url } of seen) t.notRegex(html, CONTACT, url);
});

test('[security 56] no address of the recovery has a RUT, a serial or an answer, and no page is cached', async (t) => {
  const { seen, go, start } = await open(t, 'guia');
  await go(await go(await start(), { rut: camila.rut }), { olvido: '1' });
  await go(await go(seen.at(-1) as Visit, { serie: camila.serial }), { correcto: 'si' });
  for (const { url, headers } of seen) {
    t.notRegex(decodeURIComponent(url), /44\.?000\.?003|B51A23456|boby/i);
    t.regex(headers.get('cache-control') ?? '', /no-store/);
  }
});

/** What a person reads, without what differs from one minute, form or address to another. */
const levelled = ({ status, text }: Visit) => ({
  status,
  text: withoutPhoneNow(text)
    .replace(/\S•••@\S•••\.\S+?(?=[\s.]|$)/g, 'MASK')
    .replace(/\d\d-\d\d-\d{4}/g, 'DAY')
    .replace(/CS-\w{4}-\w{4}/g, 'REFERENCE')
    .replace(/\d\d[.:]\d\d/g, 'HOUR')
    .replace(/Le queda[n]? \d intentos?/g, 'TRIES'),
});

for (const end of ['si', 'no'] as const)
  test(`[security 3] segura: known and unknown see the same pages, word for word, up to the last one (${end.toUpperCase()})`, async (t) => {
    const walks = [];
    for (const known of [true, false]) {
      const { seen, go, start } = await open(t, 'segura', known);
      await go(await go(await start(), { rut: camila.rut, captcha: CAPTCHA_ANSWER }), { serie: '599999999' });
      const email = await go(seen.at(-1) as Visit, { serie: camila.serial });
      const next = await go(email, { correcto: end });
      const send = end === 'si' ? next : await go(next, { email: 'nuevo@correo.example', celular: '40000099' });
      await go(send, {});
      walks.push(seen.map(levelled));
    }
    t.is(walks[0]?.length, walks[1]?.length);
    for (const [place, page] of (walks[0] ?? []).entries()) t.deepEqual(walks[1]?.[place], page, `page ${place}`);
  });

test('[security 3] segura: the decoy is the same on every instance and after every start', async (t) => {
  const maskOf = async (rut: string, serie: string) => {
    const { go, start } = await open(t, 'segura', false);
    const page = await go(await go(await start(), { rut, captcha: CAPTCHA_ANSWER }), { serie });
    return /\S•••@\S•••\.\w+/.exec(page.text)?.[0];
  };
  const first = await maskOf(camila.rut, camila.serial);
  t.truthy(first);
  t.is(await maskOf(camila.rut, camila.serial), first);
});

test('[security 12] guia: the captcha comes before anything is sent; a wrong, missing or spent one or that of another form sends nothing', async (t) => {
  const { app, browser, go, start } = await open(t, 'guia');
  const sent = async () => (await app.mailbox()).filter(({ subject }) => /Recupere/.test(subject)).length;
  const send = await go(await go(await start(), { rut: camila.rut }), { respuesta: 'boby' });
  t.regex(send.text, /anti-Robots/);
  t.notRegex(send.html, new RegExp(CAPTCHA_ANSWER), 'the answer is not on the page');
  const wrong = await go(send, { captcha: 'AAAAA' });
  t.is(wrong.status, 422);
  t.is((await go(wrong, { captcha: '' })).status, 422);
  const registration = await browser.get(`${app.issuer}/registro/natural`);
  const { captcha_id: foreign = '' } = formOf(registration).hidden;
  t.not(foreign, '');
  const other = await go(wrong, { captcha: CAPTCHA_ANSWER, captcha_id: foreign });
  t.is(other.status, 422);
  const { captcha_id: first = '' } = formOf(send).hidden;
  const spent = await go(other, { captcha: CAPTCHA_ANSWER, captcha_id: first });
  t.is(spent.status, 422);
  t.is(await sent(), 0);
  await go(spent, { captcha: CAPTCHA_ANSWER });
  t.is(await sent(), 1);
});

test('[security 12] guia: a captcha expires after three minutes', async (t) => {
  const { app, go, start } = await open(t, 'guia');
  const send = await go(await go(await start(), { rut: camila.rut }), { respuesta: 'boby' });
  app.advance(3 * MINUTE + 1000);
  t.is((await go(send, { captcha: CAPTCHA_ANSWER })).status, 422);
});

test('[security 12] segura: no account is looked up before the captcha is right, and each captcha is accepted once', async (t) => {
  const { app, go, start } = await open(t, 'segura');
  const page = await start();
  t.is((await go(page, { rut: camila.rut, captcha: 'AAAAA' })).status, 422);
  t.false((await actsOf(app)).includes('recovery.begun'));
  const fresh = await start();
  await go(fresh, { rut: camila.rut, captcha: CAPTCHA_ANSWER });
  const again = await go(fresh, { rut: camila.rut, captcha: CAPTCHA_ANSWER });
  t.is(again.status, 422);
  t.is((await actsOf(app)).filter((act) => act === 'recovery.begun').length, 1);
});

test('[security 36] a step without its token, or with that of another browser, is refused and changes nothing', async (t) => {
  const { app, browser, go, start } = await open(t, 'guia');
  const question = await go(await start(), { rut: camila.rut });
  const { paso = '' } = formOf(question).hidden;
  const fields = { paso, respuesta: 'boby' };
  t.is((await browser.post(question.url, fields)).status, 403);
  const other = openBrowser();
  const theirs = formOf(await other.get(`${app.issuer}/recuperar/natural`)).hidden.ficha ?? '';
  t.is((await browser.post(question.url, { ...fields, ficha: theirs })).status, 403);
  t.regex((await browser.get(question.url)).text, /NOMBRE DE MI MASCOTA/);
});

test('a recovery of one browser is open to no other, and one of a profile has no page under another', async (t) => {
  const { app, browser, go, start } = await open(t, 'guia');
  const question = await go(await start(), { rut: camila.rut });
  t.regex((await openBrowser().get(question.url)).text, /Comenzar de nuevo/);
  const elsewhere = question.url.replace('/natural/', '/juridica/');
  t.regex((await browser.get(elsewhere)).text, /Comenzar de nuevo/);
  t.is(app.logged.filter((line) => /44\.?000\.?003/.test(line)).length, 0);
});
