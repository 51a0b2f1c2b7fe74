/** C1: who removes the last factor beside a short key chooses one of the length without a factor, on the same page. */
import test, { type ExecutionContext } from 'ava';
import { type Browser, formOf, type Visit } from '../../helpers/browser.ts';
import { enterCuentaWith, isInCuenta } from '../../helpers/cuenta.ts';
import { accountNow, camila, MINUTE, openWithCamila, tryKey } from '../../helpers/recovery.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { PAGES } from '../../helpers/second-factor-pages.ts';
import { addApp, factorsOf, keyTo, LONG, SHORT, stored } from '../../helpers/short-key.ts';

const DONE = '/cuenta/seguridad?listo=sin-factor-clave';

async function open(t: ExecutionContext, key: string = SHORT) {
  const app = await openWithCamila(t, { policy: 'segura' });
  const { printed } = await enrolled(app);
  app.advance(MINUTE);
  const account = await keyTo(app, await accountNow(app), key);
  const codes = [...printed];
  const code = () => codes.pop() ?? '';
  const enter = () => enterCuentaWith(app, { ...camila, key }, code());
  const browser = await enter();
  const see = (by: Browser = browser): Promise<Visit> => by.get(`${app.issuer}${PAGES}/quitar`);
  const left = async () => (await factorsOf(app, account)).length;
  return { app, account, browser, code, enter, see, left };
}

const fieldsOf = ({ html }: Visit): string[] =>
  ['codigo', 'clave', 'clave2'].filter((name) => html.includes(`name="${name}"`));

test('[C1] a short key is replaced on the page of the removal: this session stays, the others end', async (t) => {
  const { app, account, browser, code, enter, see, left } = await open(t);
  const other = await enter();
  t.true(await isInCuenta(app, other));
  const page = await see();
  t.deepEqual(fieldsOf(page), ['codigo', 'clave', 'clave2']);
  t.regex(page.text, /Sin segundo factor se piden 15 caracteres o más/);
  t.regex(page.text, /Entre 15 y 64 caracteres/);
  const done = await browser.send(page, { codigo: code(), clave: LONG, clave2: LONG });
  t.is(done.headers.get('location'), DONE);
  t.regex((await browser.follow(done, app.issuer)).text, /Quitamos el segundo factor, cambiamos su clave y cerramos/);
  t.false(await isInCuenta(app, other));
  t.is(await left(), 0);
  t.falsy((await stored(app, account.id)).keyShort);
  t.is(await tryKey(app, LONG), 'in');
  t.like(await tryKey(app, SHORT), { code: 'credentials-wrong' });
  const mails = (await app.mailbox()).map(({ subject }) => subject);
  t.true(mails.includes('Quitaron un segundo factor de su cuenta'));
  t.is(mails.filter((subject) => subject === 'Su Clave Sence fue cambiada').length, 2, 'that of before, and this');
});

test('[C1] a long key stays: nothing is asked besides the proof', async (t) => {
  const { app, account, browser, code, see, left } = await open(t, LONG);
  const page = await see();
  t.deepEqual(fieldsOf(page), ['codigo']);
  t.notRegex(page.text, /clave es corta/);
  t.is((await browser.send(page, { codigo: code() })).headers.get('location'), '/cuenta/seguridad?listo=sin-factor');
  t.is(await left(), 0);
  t.is((await stored(app, account.id)).keyHash, account.keyHash);
});

test('[C1] each fault of the new key is said at its field, and neither factor nor printed code is spent', async (t) => {
  const { browser, code, see, left } = await open(t);
  const typed = code();
  const faults: readonly (readonly [fields: Record<string, string>, said: RegExp])[] = [
    [{ clave: '', clave2: '' }, /Escriba su Clave Sence/],
    [{ clave: 'Quiltro-78', clave2: 'Quiltro-78' }, /entre 15 y 64 caracteres/],
    [{ clave: LONG, clave2: `${LONG}s` }, /Las dos claves no son iguales/],
    [{ clave: 'camila@correo.example', clave2: 'camila@correo.example' }, /fácil de adivinar/],
  ];
  for (const [fields, said] of faults) {
    const again = await browser.send(await see(), { codigo: typed, ...fields });
    t.is(again.status, 422);
    t.regex(again.text, said);
    t.false(again.html.includes(LONG), 'a key is never given back');
  }
  t.is(await left(), 1);
  t.is((await browser.send(await see(), { codigo: typed, clave: LONG, clave2: LONG })).headers.get('location'), DONE);
});

test('[C1, threat 150] a form without the fields of the key removes nothing', async (t) => {
  const { browser, code, see, left } = await open(t);
  const page = await see();
  const { hidden } = formOf(page);
  const bare = await browser.post(page.url, { ficha: hidden.ficha ?? '', codigo: code(), accion: 'quitar' });
  t.is(bare.status, 422);
  t.deepEqual(fieldsOf(bare), ['codigo', 'clave', 'clave2']);
  t.is(await left(), 1);
});

test('[C1] two tabs, a factor in each: the second one asks for the key that it did not ask for before', async (t) => {
  const { app, account, browser, code, see, left } = await open(t);
  await addApp(app, account);
  const pages = [];
  for (const { id } of await factorsOf(app, account))
    pages.push(await browser.get(`${app.issuer}${PAGES}/quitar?cual=${id}`));
  const [one, other] = pages;
  if (!one || !other) throw new Error('two factors are there');
  t.deepEqual(pages.flatMap(fieldsOf), ['codigo', 'codigo']);
  for (const { text } of pages) t.regex(text, /Le queda otro: se sigue pidiendo al ingresar/);
  t.is((await browser.send(other, { codigo: code() })).headers.get('location'), '/cuenta/seguridad?listo=sin-factor');
  const refused = await browser.send(one, { codigo: code() });
  t.is(refused.status, 422);
  t.deepEqual(fieldsOf(refused), ['codigo', 'clave', 'clave2']);
  t.is(await left(), 1);
  t.is((await browser.send(await see(), { codigo: code(), clave: LONG, clave2: LONG })).headers.get('location'), DONE);
});

test('[C1] a new key that is not needed any more is not left out without a word', async (t) => {
  const { app, account, browser, code, see, left } = await open(t);
  const page = await see();
  await addApp(app, account);
  const late = await browser.send(page, { codigo: code(), clave: LONG, clave2: LONG });
  t.is(late.status, 403);
  t.regex(late.text, /La página llevaba mucho tiempo abierta/);
  t.is(await left(), 2);
  t.is((await stored(app, account.id)).keyHash, account.keyHash);
});

test('[C1] a holder of a factor is told on «Cambiar mi clave» that 8 characters do; without one they are 15', async (t) => {
  const { app, account, browser, code } = await open(t, LONG);
  const page = await browser.get(`${app.issuer}/cuenta/seguridad/clave`);
  t.regex(page.text, /Entre 8 y 64 caracteres, porque tiene un segundo factor; sin él se piden 15 o más/);
  const done = await browser.send(page, { actual: LONG, clave: SHORT, clave2: SHORT });
  t.is(done.headers.get('location'), '/cuenta/seguridad?listo=clave');
  t.true((await stored(app, account.id)).keyShort);
  const removal = await browser.get(`${app.issuer}${PAGES}/quitar`);
  t.is((await browser.send(removal, { codigo: code(), clave: LONG, clave2: LONG })).headers.get('location'), DONE);
  const without = await browser.get(`${app.issuer}/cuenta/seguridad/clave`);
  t.regex(without.text, /Entre 15 y 64 caracteres\. Puede/);
  const short = await browser.send(without, { actual: LONG, clave: SHORT, clave2: SHORT });
  t.is(short.status, 422);
  t.regex(short.text, /entre 15 y 64 caracteres/);
});
