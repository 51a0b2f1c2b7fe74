import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { rosa } from '../../helpers/client-app.ts';
import { formFields } from '../../helpers/registration.ts';
import { withoutPhoneNow } from '../../helpers/without-phone-now.ts';

const OLD = 'camila@correo.example';
const NEW = 'camila.soto@correo.example';
const secure = {
  ...formFields,
  serie: 'B51A23456',
  clave: 'tres quiltros duermen',
  clave2: 'tres quiltros duermen',
} as const;

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  return app;
}

async function register({ issuer }: TestApp, browser: Browser, fields: Record<string, string>): Promise<Visit> {
  const form = await browser.get(`${issuer}/registro/natural`);
  return browser.follow(await browser.send(form, fields), issuer);
}

async function correct(app: TestApp, browser: Browser, done: Visit, email: string): Promise<Visit> {
  const page = await browser.get(`${done.url}/correo`);
  return browser.follow(await browser.send(page, { email, accion: 'continuar' }), app.issuer);
}

const isGone = async (app: TestApp, token: string) => {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/confirmar/${token}`), app.issuer);
  return page.url.endsWith('/confirmar/vencido');
};

test.serial(
  '[P5] «Corregir el correo» sends the mail to the new address, and the link in the old one ends',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const done = await register(app, browser, formFields);
    const before = await newestLinkTo(app, OLD);
    const corrected = await correct(app, browser, done, NEW);
    t.regex(corrected.text, /Éxito/);
    t.regex(corrected.text, /camila\.soto@correo\.example/);
    t.true(await isGone(app, before));
    const page = await browser.get(`${app.issuer}/confirmar/${await newestLinkTo(app, NEW)}`);
    const end = await browser.follow(await browser.send(page, {}), app.issuer);
    t.regex(end.text, /Su cuenta está confirmada/);
    const rows = await app.database.run<{ id: string }[]>((sql) => sql('accounts').where({ identifier: '44000003-7' }));
    t.is(rows.length, 1);
    t.is((await app.deps.accounts.find(rows[0]?.id ?? ''))?.personal.email, NEW as never);
    const late = await correct(app, browser, corrected, OLD);
    t.true(late.url.endsWith('/confirmar/vencido'), 'a confirmed account is not changed here');
  },
);

test.serial(
  '[P5] another browser sees the address masked, and can neither correct it nor ask for a mail',
  async (t) => {
    const app = await open(t);
    const done = await register(app, openBrowser(), formFields);
    const other = openBrowser();
    const seen = await other.get(done.url);
    t.notRegex(seen.text, /camila@correo|Corregir el correo|Enviarme otro/);
    t.regex(seen.text, /camxxxx@corxxxx/);
    t.is((await other.get(`${done.url}/correo`)).headers.get('location'), new URL(done.url).pathname);
    const own = await other.get(`${app.issuer}/registro/natural`);
    const { ficha = '' } = formOf(own).hidden;
    for (const address of [done.url, `${done.url}/correo`])
      t.is((await other.post(address, { ficha, email: NEW })).status, 403, address);
    t.is((await app.mailbox()).length, 1);
  },
);

test.serial(
  '[P5] an address is corrected three times and no more, and each counts as a registration of the network',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    let done = await register(app, browser, formFields);
    for (const number of ['1', '2', '3']) done = await correct(app, browser, done, `camila${number}@correo.example`);
    const refused = await correct(app, browser, done, 'camila4@correo.example');
    t.is(refused.status, 429);
    t.regex(refused.text, /Demasiados intentos/);
    t.true(refused.html.includes('value="camila4@correo.example"'));
    t.is((await app.mailbox()).length, 4);
    const { used } = await app.deps.throttles.peek(rateLimits.registrationByNetwork, '127.0.0.1');
    t.is(used - 1, 4);
  },
);

test.serial(
  '[P5] another mail is sent by a button once half an hour has passed, the wait is shown, and one link is valid',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const done = await register(app, browser, formFields);
    const first = await newestLinkTo(app, OLD);
    const early = await browser.get(done.url);
    t.regex(early.text, /Podrá pedir otro correo (a las|el \d+ de \w+ a las) \d\d[.:]\d\d/);
    const { ficha = '' } = formOf(await browser.get(`${done.url}/correo`)).hidden;
    t.is((await browser.post(done.url, { ficha })).status, 429);
    app.advance(30 * 60_000 + 1000);
    const again = await browser.follow(await browser.send(await browser.get(done.url), {}), app.issuer);
    t.regex(again.text, /Éxito/);
    t.regex(again.text, /Podrá pedir otro correo/);
    t.is((await app.mailbox()).length, 2);
    t.true(await isGone(app, first));
    t.false(await isGone(app, await newestLinkTo(app, OLD)));
  },
);

test.serial('[P5] two clicks at once on «Enviarme otro correo» send one mail, and one link is valid', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const done = await register(app, browser, formFields);
  app.advance(30 * 60_000 + 1000);
  const { ficha = '' } = formOf(await browser.get(done.url)).hidden;
  const answers = await Promise.all([1, 2].map(() => browser.post(done.url, { ficha })));
  t.deepEqual(answers.map(({ status }) => status).sort(), [303, 429]);
  t.is((await app.mailbox()).length, 2);
  const now = app.deps.now();
  const waiting = await app.database.run<object[]>((sql) =>
    sql('links').where({ purpose: 'confirm-email', used_at: null }).where('expires_at', '>', now),
  );
  t.is(waiting.length, 1);
});

test.serial('[P5] two corrections at once leave one link, that of the address which is on file', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const done = await register(app, browser, formFields);
  const { ficha = '' } = formOf(await browser.get(`${done.url}/correo`)).hidden;
  const addresses = ['camila1@correo.example', 'camila2@correo.example'];
  const answers = await Promise.all(addresses.map((email) => browser.post(`${done.url}/correo`, { ficha, email })));
  for (const { headers } of answers) t.regex(headers.get('location') ?? '', /^\/registro\/natural\/listo\//);
  const gone: boolean[] = [];
  for (const address of addresses) gone.push(await isGone(app, await newestLinkTo(app, address)));
  t.is(gone.filter(Boolean).length, 1);
});

test.serial('[P5] a slip in the corrected address is asked about once, too', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const done = await register(app, browser, formFields);
  const asked = await browser.send(await browser.get(`${done.url}/correo`), { email: 'camila@gmial.com' });
  t.is(asked.status, 200);
  t.regex(asked.text, /¿Quiso decir camila@gmail\.com \?/);
  const sent = await browser.follow(await browser.send(asked, { email: 'camila@gmial.com' }), app.issuer);
  t.regex(sent.text, /Éxito/);
});

test.serial(
  '[P5] segura: correcting and asking again look the same for a number that has an account, and only its owner is notified',
  async (t) => {
    const app = await open(t, { CLAVE_POLICY: 'segura' });
    const walk = async (fields: Record<string, string>) => {
      const browser = openBrowser();
      const done = await register(app, browser, { ...secure, ...fields });
      const corrected = await correct(app, browser, done, 'otro@correo.example');
      app.advance(31 * 60_000);
      const again = await browser.follow(await browser.send(await browser.get(corrected.url), {}), app.issuer);
      return [done, corrected, again].map(({ status, html }) => ({
        status,
        html: withoutPhoneNow(html)
          .replace(/CS-\w{4}-\w{4}/g, 'REFERENCE')
          .replace(/\/listo\/[\w.~-]+/g, '/listo/RECEIPT')
          .replace(/name="ficha" value="[\w-]+"/g, '')
          .replace(/(el \d+ de \w+ )?a las \d\d[.:]\d\d/g, 'HOUR'),
      }));
    };
    const free = await walk({});
    await app.mailbox();
    t.deepEqual(await walk({ rut: rosa.rut, serie: '512345678' }), free);
    const mails = await app.mailbox();
    t.deepEqual(
      mails.slice(0, 3).map(({ to }) => to),
      ['rosa@correo.example', 'rosa@correo.example', 'rosa@correo.example'],
    );
    t.is(mails.filter(({ to }) => to === 'otro@correo.example').length, 2, 'those of the free number alone');
  },
);

for (const throttles of ['on', 'off'])
  test.serial(
    `[P5] an address corrected several times at once is confirmed from its own mailbox alone, rate limits ${throttles}`,
    async (t) => {
      const app = await open(t, { THROTTLES: throttles });
      const browser = openBrowser();
      const done = await register(app, browser, formFields);
      const page = await browser.get(`${done.url}/correo`);
      const typed = ['propia', 'ajena', 'otra'].map((name) => `${name}@correo.example`);
      await Promise.all(typed.map((email) => browser.send(page, { email, accion: 'continuar' })));
      await app.mailbox();
      const rows = await app.database.run<{ id: string }[]>((sql) =>
        sql('accounts').where({ identifier: '44000003-7' }),
      );
      const email = (await app.deps.accounts.find(rows[0]?.id ?? ''))?.personal.email;
      t.true(typed.includes(email ?? ''));
      for (const to of [OLD, ...typed]) t.is(await isGone(app, await newestLinkTo(app, to)), to !== email, to);
    },
  );

test.serial('[P5] another mail that is asked for several times at once is sent once', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const done = await register(app, browser, formFields);
  app.advance(30 * 60_000 + 1000);
  const page = await browser.get(done.url);
  const answers = await Promise.all([1, 2, 3].map(() => browser.send(page, {})));
  t.deepEqual(answers.map(({ status }) => status).sort(), [303, 429, 429]);
  t.is((await app.mailbox()).length, 2);
});

test.serial(
  '[P5] a page from before a correction sends the next mail to the address that was typed last',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const done = await register(app, browser, formFields);
    const before = await browser.get(`${done.url}/correo`);
    await correct(app, browser, done, NEW);
    app.advance(31 * 60_000);
    const sent = await browser.post(done.url, formOf(before).hidden);
    const again = await browser.follow(sent, app.issuer);
    t.regex(again.text, /camila\.soto@correo\.example/);
    t.deepEqual(
      (await app.mailbox()).map(({ to }) => to),
      [NEW, NEW, OLD],
    );
  },
);

test.serial(
  '[P5] a mail that is sent again says how long its link is valid, and the registration lasts no longer',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const done = await register(app, browser, formFields);
    t.regex(done.text, /dentro de 24 horas/);
    const says = async () => /vence en (una hora|\d+ horas)/.exec((await app.mailbox())[0]?.text ?? '')?.[1];
    t.is(await says(), '24 horas');
    app.advance(22.5 * 3_600_000);
    const again = await browser.follow(await browser.send(await browser.get(done.url), {}), app.issuer);
    t.regex(again.text, /dentro de una hora/);
    t.is(await says(), 'una hora');
    const token = await newestLinkTo(app, OLD);
    app.advance(61 * 60_000);
    t.true(await isGone(app, token));
    const late = await correct(app, browser, again, NEW);
    t.true(late.url.endsWith('/confirmar/vencido'));
  },
);
