import test, { type ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER, type TestApp } from '../../helpers/app.ts';
import { printSheet } from '../../helpers/backup-sheet.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { CHOSEN, camila, openWithCamila } from '../../helpers/recovery.ts';

/** A recovery by its pages, at the page that asks whether the e-mail is right. */
async function atEmail({ issuer }: TestApp, rut: string, serie: string) {
  const browser = openBrowser();
  const send = async (page: Awaited<ReturnType<typeof browser.get>>, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, fields), issuer);
  let page = await browser.get(`${issuer}/recuperar/natural`);
  page = await send(page, { rut, captcha: CAPTCHA_ANSWER });
  if (/name="olvido"/.test(page.html)) page = await send(page, { olvido: '1' });
  return { browser, send, page: await send(page, { serie, accion: 'continuar' }) };
}

const open = (t: ExecutionContext, policy: 'guia' | 'segura') => openWithCamila(t, { policy });

for (const policy of ['guia', 'segura'] as const)
  test(`[backup sheet] ${policy}: by its pages a code and the card choose a key and contacts; the key is nowhere on a page`, async (t) => {
    const app = await open(t, policy);
    const [code = ''] = await printSheet(app);
    const { send, page } = await atEmail(app, camila.rut, camila.serial);
    t.regex(page.text, /Tengo una hoja de respaldo/);
    const sheet = await send(page, { accion: 'hoja' });
    t.regex(sheet.text, /Escriba un código de su hoja/);
    const back = await send(sheet, { accion: 'sin-hoja' });
    t.regex(back.text, /El email es correcto/);
    const choose = await send(await send(back, { accion: 'hoja' }), {
      codigo: code.toLowerCase(),
      accion: 'continuar',
    });
    t.regex(choose.text, /El código es correcto/);
    const clave = policy === 'guia' ? 'Quiltro-78' : CHOSEN;
    const done = await send(choose, { clave, clave2: clave, email: 'otra@correo.example', celular: '40000077' });
    t.regex(done.text, /Su clave nueva quedó guardada.*otra@correo\.example.*Le queda 1 código/s);
    t.false(done.html.includes(clave));
  });

test('[backup sheet, C3] segura: the pages of an unknown identifier are those of an account without a sheet', async (t) => {
  const app = await open(t, 'segura');
  const seen: string[][] = [];
  for (const [rut, serie] of [
    [camila.rut, camila.serial],
    ['44.000.002-9', '523456789'],
  ] as const) {
    const { browser, send, page } = await atEmail(app, rut, serie);
    const sheet = await send(page, { accion: 'hoja' });
    const empty = await browser.send(sheet, { codigo: '', accion: 'continuar' });
    const wrong = await browser.send(sheet, { codigo: 'ABCD-EFGH-JKLM-NPQR', accion: 'continuar' });
    const pages = [sheet, empty, wrong].map(({ status, text }) => `${status} ${text.replaceAll(rut, 'RUT')}`);
    seen.push(pages.map((text) => text.replace(/CS-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'CS')));
    t.is(wrong.status, 422);
  }
  t.deepEqual(seen[0], seen[1]);
});
