/** A migrant sends a copy of the document: what it needs, what is kept of a form that is wrong, and what it opens. */
import test from 'ava';
import { FILE_BYTES } from '../../../src/domain/files.ts';
import { COPY } from '../../../src/features/my-account/copy.ts';
import { rosa } from '../../helpers/client-app.ts';
import { casesOf, filesOf, jorgeNow, openCopy } from '../../helpers/copies.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { onePage } from '../../helpers/files/pdfs.ts';
import { jorge } from '../../helpers/migrantes.ts';
import { tokenIn } from '../../helpers/recovery.ts';

test('a migrant sends a copy with the key, has a folio, is told by mail, and nothing of the account changes', async (t) => {
  const { app, browser, page, send, passport } = await openCopy(t);
  const before = await jorgeNow(app);
  const shown = await page();
  for (const said of ['Tamaño máximo permitido: 1 MB', '.jpg|.png|.pdf', 'nada de su cuenta cambia'])
    t.true(shown.text.includes(said), said);
  t.regex(shown.html, /data-boton="Seleccionar archivo" data-nada="Ningún archivo seleccionado"/);
  const sent = await send(passport);
  t.is(sent.status, 303);
  const [one, ...others] = await casesOf(app);
  t.like(one, { kind: 'copia-migrante', state: 'recibida', account_id: before.id });
  t.deepEqual(others, []);
  const [file] = await filesOf(app);
  t.like(file, { purpose: 'copia-migrante', account_id: before.id, ended_at: null });
  t.truthy(file?.kept_at, 'the case holds it');
  const told = await page();
  t.true(told.text.includes(String(one?.folio)));
  const own = await browser.get(`${app.issuer}/caso/${await tokenIn(app, jorge.email, 'caso')}`);
  t.true(own.text.includes(String(one?.folio)), 'the mail leads to the page of the case');
  const again = await send(passport, {}, shown);
  t.is(again.status, 403, 'a second one is refused before its file is read');
  t.is((await filesOf(app)).length, 1);
  t.deepEqual(await jorgeNow(app), before);
});

test('a file that was taken survives a wrong key, and is neither asked nor counted again', async (t) => {
  const { app, send, passport } = await openCopy(t);
  const wrong = await send(passport, { actual: 'otra-clave-77' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /pasaporte\.png, 1 página, \d+ KB, recibido/);
  t.regex(wrong.text, /Cambiar/);
  t.deepEqual(await casesOf(app), []);
  t.is((await send(undefined, {}, wrong)).status, 303);
  t.is((await casesOf(app)).length, 1);
  t.is((await filesOf(app)).length, 1);
});

test('another file in its place is the one that counts, and the first is released', async (t) => {
  const { app, send, passport } = await openCopy(t);
  const wrong = await send(passport, { actual: 'otra-clave-77' });
  const active = await send(
    ['malo.pdf', onePage({ catalogue: '/OpenAction << /S /JavaScript /JS (x) >>' })],
    {},
    wrong,
  );
  t.is(active.status, 422);
  t.regex(active.text, /contiene programas.*pasaporte\.png/s, 'the first one is kept beside what was refused');
  t.is((await send(['otro.pdf', onePage()], {}, active)).status, 303);
  const files = await filesOf(app);
  t.deepEqual(files.map(({ kind, kept_at, ended_at }) => [kind, kept_at !== null, ended_at !== null]).sort(), [
    ['pdf', true, false],
    ['png', false, true],
  ]);
});

test('each refusal of a file is said at its field, and no case is opened', async (t) => {
  const { app, send } = await openCopy(t);
  const said = async (name: string, content: Uint8Array) => (await send([name, content])).text;
  t.regex(await said('uno.png', new Uint8Array(0)), /Elija un archivo/);
  t.regex(
    await said('uno.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    /no es una imagen JPG o PNG/,
  );
  t.regex(await said('uno.png', new Uint8Array(FILE_BYTES + 1)), /pesa más de 1 MB/);
  const none = await send();
  t.is(none.status, 422);
  t.regex(none.text, /Elija un archivo/);
  t.deepEqual(await casesOf(app), []);
});

test('[threat 405] a sealed file of another account, or of half an hour ago, is no file', async (t) => {
  const { app, send, passport } = await openCopy(t);
  const wrong = await send(passport, { actual: 'otra-clave-77' });
  const [file] = await filesOf(app);
  const until = app.deps.now().getTime() + 60_000;
  const right = { id: file?.id, owner: { accountId: file?.account_id }, purpose: 'copia-migrante', until };
  const changes = [{ owner: { accountId: 'otra' } }, { purpose: 'declaracion' }, { until: until - 61_000 }];
  const sealed = changes.map((change) => app.deps.tokens.pack('form-file', { ...right, ...change }));
  for (const documento_recibido of [...sealed, 'nada'])
    t.regex((await send(undefined, { documento_recibido }, wrong)).text, /Elija un archivo/);
  t.deepEqual(await casesOf(app), []);
  const same = app.deps.tokens.pack('form-file', right);
  t.is((await send(undefined, { documento_recibido: same }, wrong)).status, 303);
});

test('who has a card has nothing to send there, and no byte of a file is read', async (t) => {
  const { app, passport, page } = await openCopy(t);
  const browser = await enterCuenta(app, rosa);
  t.is((await browser.get(app.issuer + COPY)).status, 303);
  const form = await page();
  t.is((await browser.sendFiles(form, { actual: rosa.key }, { documento: passport })).status, 403);
  t.deepEqual(await filesOf(app), []);
});
