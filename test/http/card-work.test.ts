import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { rateLimits, work } from '../../src/domain/throttle.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { solve } from '../helpers/work.ts';

const NETWORKS = ['127.0.0.1', '0:0:0:0::/64'];
const PATH = '/alguien-registro-mi-rut';
const camila = { rut: '44.000.003-7', serie: 'B51A23456', captcha: CAPTCHA_ANSWER } as const;

test('[A4] a page that takes a card shows the work that is due, is refused without it, and passes with it', async (t) => {
  const app = await openTestApp({ env: { THROTTLES: 'on' } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const page = () => browser.get(app.issuer + PATH);
  const due = () => browser.get(`${app.issuer}/trabajo/cedula`);
  await page();
  t.is((await due()).status, 204);
  for (const network of NETWORKS)
    for (let tries = 0; tries < rateLimits.cedulaByNetwork.limit; tries += 1)
      await app.deps.throttles.consume(rateLimits.cedulaByNetwork, network);
  const told = JSON.parse((await due()).html);
  t.is(told.bits, work.firstBits);
  const refused = await browser.send(await page(), camila);
  t.is(refused.status, 429);
  t.regex(refused.text, /Presione el botón otra vez y espere unos segundos.*podrá volver a probar/);
  const paid = await browser.send(await page(), { ...camila, trabajo: solve(told) });
  t.is(paid.status, 303, paid.text);
});

const sources = (folder: URL, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

test('[A4] each page that takes a card passes on the work that was done for it', (t) => {
  const web = sources(new URL('../../src/features/', import.meta.url), '.ts');
  // The forms of registration are read apart from what acts on them: registration.ts. At a counter a member of staff types
  // the number, who has bounds of their own (check-document.ts).
  const taking = web.filter(
    ({ name, text }) => text.includes('requireSerial(') && !/register-|^cases\/use-cases\/check-document/.test(name),
  );
  t.true(taking.length >= 8, `${taking.length}`);
  for (const { name, text } of taking) t.regex(text, /cardVisitorOf\(deps|cardVisitorOf\(cuenta\.deps/, name);
  t.regex(
    web.find(({ name }) => name === 'registration/registration.ts')?.text ?? '',
    /cardVisitorOf\(deps, ctx, form\)/,
  );
  const views = sources(new URL('../../views/', import.meta.url), '.pug');
  const asking = views.filter(({ text }) => /(name|id)[=:] ?'serie'/.test(text)).map(({ name }) => name);
  t.deepEqual(asking, ['parts/serial.pug']);
  t.regex(views.find(({ name }) => name === 'parts/serial.pug')?.text ?? '', /\+trabajo\('cedula'\)/);
});
