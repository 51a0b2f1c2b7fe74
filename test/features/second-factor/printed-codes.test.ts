import test from 'ava';
import { enterCuenta, enterCuentaWith, goToCuenta, isInCuenta } from '../../helpers/cuenta.ts';
import { camila, MINUTE, openWithCamila } from '../../helpers/recovery.ts';
import { codesOn, enrolByPages, PAGES } from '../../helpers/second-factor-pages.ts';

const who = { mail: camila.email, serial: camila.serial } as const;
const OVER = /Los códigos ya no se muestran/;

test('the codes are shown in the session that made them for ten minutes, then the page says in words that it is over', async (t) => {
  const app = await openWithCamila(t);
  const browser = await enterCuenta(app, camila);
  const { answer, sheet } = await enrolByPages(app, browser, who);
  const address = new URL(answer.headers.get('location') ?? '', app.issuer);
  t.is(address.pathname, `${PAGES}/impresos`);
  t.deepEqual(codesOn(await browser.get(address.href)), codesOn(sheet), 'a reload within the ten minutes');
  t.regex(sheet.text, /Cada código sirve una sola vez/);
  t.true(sheet.html.includes('href="/cuenta/seguridad?listo=factor"'));
  t.is(sheet.headers.get('cache-control'), 'no-store');
  app.advance(11 * MINUTE);
  const over = await browser.get(address.href);
  t.is(over.status, 200);
  t.regex(over.text, OVER);
  t.deepEqual(codesOn(over), []);
});

test('[floor 14] no code stands in clear in an address, and the ticket of another session or a changed one opens nothing', async (t) => {
  const app = await openWithCamila(t);
  const browser = await enterCuenta(app, camila);
  const { answer, sheet, secret } = await enrolByPages(app, browser, who);
  const location = answer.headers.get('location') ?? '';
  const ticket = Buffer.from(new URL(location, app.issuer).searchParams.get('boleto') ?? '', 'base64url');
  for (const code of [...codesOn(sheet), secret])
    for (const word of [code, code.replaceAll('-', '')])
      t.false(location.includes(word) || ticket.toString('latin1').includes(word));
  const other = await enterCuentaWith(app, camila, codesOn(sheet)[0] ?? '');
  t.true(await isInCuenta(app, other));
  t.regex((await other.get(new URL(location, app.issuer).href)).text, OVER);
  t.regex((await browser.get(`${app.issuer}${PAGES}/impresos?boleto=x${location.slice(-40)}`)).text, OVER);
  t.regex((await goToCuenta(app, browser, '/seguridad/segundo-factor/impresos', camila)).text, OVER);
});
