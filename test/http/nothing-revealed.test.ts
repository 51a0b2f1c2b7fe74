import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { openAppFor } from '../helpers/recovery.ts';
import { formFields } from '../helpers/registration.ts';
import { withoutPhoneNow } from '../helpers/without-phone-now.ts';

/** Five characters that no page has for any other reason. */
const CAPTCHA_ANSWER = 'QWRTZ';
const env = { CAPTCHA_FIXED_ANSWER: CAPTCHA_ANSWER };

/** A browser that records every page that it showed. */
function walkIn({ issuer }: TestApp) {
  const browser: Browser = openBrowser();
  const seen: Visit[] = [];
  const open = async (path: string) => {
    const page = await browser.get(`${issuer}${path}`);
    seen.push(page);
    return page;
  };
  const go = async (page: Visit, fields: Record<string, string>) => {
    const next = await browser.follow(await browser.send(page, fields), issuer);
    seen.push(next);
    return next;
  };
  return { seen, open, go };
}

async function openMigrante(t: ExecutionContext) {
  const app = await openAppFor(t, { policy: 'guia', env });
  const { go, open } = walkIn(app);
  const { rut: _, ...fields } = formFields;
  const marie = {
    ...fields,
    nie: '199.000.001-4',
    email: 'marie@correo.example',
    celular: '40000004',
    captcha: CAPTCHA_ANSWER,
  };
  await go(await open('/registro/migrante'), marie);
  await go(await open(`/confirmar/${await newestLinkTo(app, marie.email)}`), {});
  return app;
}

test('[security 6] guia: no page of a company before the card of its representative shows a part of a contact', async (t) => {
  const app = await openAppFor(t, { policy: 'guia', env });
  await openCompany(app);
  const { seen, go, open } = walkIn(app);
  const question = await go(await open('/recuperar/juridica'), { rut: panaderia.rut });
  const answered = await go(await go(question, { respuesta: 'nada que ver' }), { respuesta: 'boby' });
  await go(answered, { captcha: CAPTCHA_ANSWER });
  const forgotten = await go(await go(await open('/recuperar/juridica'), { rut: panaderia.rut }), { olvido: '1' });
  const serial = await go(forgotten, { rut_representante: '44.000.001-0' });
  await go(serial, { serie: '599999999' });
  await go(await open('/recuperar/juridica'), { rut: panaderia.rut, accion: 'correo' });
  t.true(seen.length > 9);
  for (const { html, url } of seen)
    t.notRegex(html, /contacto@|conxxx|contxxxx|panaderia\.example|panxxxx|@|4000000|\b0001\b/, url);
});

test('[security 6] guia: no page of a migrante shows a part of a contact', async (t) => {
  const { seen, go, open } = walkIn(await openMigrante(t));
  const question = await go(await open('/recuperar/migrante'), { rut: '199.000.001-4' });
  await go(await go(question, { respuesta: 'boby' }), { captcha: CAPTCHA_ANSWER });
  await go(await go(await open('/recuperar/migrante'), { rut: '199.000.001-4' }), { olvido: '1' });
  await go(await open('/recuperar/migrante'), { rut: '199.000.001-4', accion: 'correo' });
  t.true(seen.length > 6);
  for (const { html, url } of seen) t.notRegex(html, /marie@|marx|corx|correo\.example|@|40000004|\b0004\b/, url);
});

/** What a person reads at the end of a registration, without what differs from one to another by chance. */
const levelled = ({ status, html }: Visit) => ({
  status,
  html: withoutPhoneNow(html)
    .replace(/CS-\w{4}-\w{4}/g, 'REFERENCE')
    .replace(/\/listo\/[\w.~-]+/g, '/listo/RECEIPT')
    .replace(/name="ficha" value="[\w-]+"/g, 'name="ficha"')
    .replace(/\d\d[.:]\d\d/g, 'HOUR'),
});

test('[security 5, guide segura 3] segura: registering an existing RUT shows the same page as a new one, byte for byte, and only the owner is notified', async (t) => {
  const app = await openAppFor(t, { policy: 'segura', env });
  const pages = [];
  const key = { clave: 'Zapallo camote 58', clave2: 'Zapallo camote 58', captcha: CAPTCHA_ANSWER };
  for (const [rut, serie] of [
    ['44.000.001-0', '512345678'],
    ['44.000.003-7', 'B51A23456'],
  ] as const) {
    const { seen, go, open } = walkIn(app);
    await go(await open('/registro/natural'), { ...formFields, ...key, rut, serie, email: 'nuevo@correo.example' });
    pages.push(levelled(seen.at(-1) as Visit));
  }
  t.regex(pages[0]?.html ?? '', /Éxito/);
  t.deepEqual(pages[0], pages[1]);
  t.deepEqual(
    (await app.mailbox()).filter(({ channel }) => channel === 'mail').map(({ to, subject }) => [to, subject]),
    [
      ['nuevo@correo.example', 'Confirme su cuenta Clave Sence'],
      ['rosa@correo.example', 'Alguien intentó registrar su RUT'],
    ],
  );
});
