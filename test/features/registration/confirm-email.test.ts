import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { asksForKey, beginSignIn, clientFileFor, openClient } from '../../helpers/client-app.ts';
import { goToCuenta, pressOn } from '../../helpers/cuenta.ts';
import { mobileCodeIn } from '../../helpers/mobile.ts';
import { formFields } from '../../helpers/registration.ts';

const MOBILE = '+56912345678';
const person = { rut: formFields.rut, key: formFields.clave, serial: 'B51A23456' };
/** A key that the page of either policy accepts here. */
const CHOSEN = 'Arrayan-55';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

/** Registers Camila in a browser; returns the address of the link in her mail. */
async function register(app: TestApp, browser = openBrowser()): Promise<string> {
  await browser.send(await browser.get(`${app.issuer}/registro/natural`), formFields);
  const [mail] = await app.mailbox();
  return /http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}

const stateOf = async ({ deps }: TestApp) =>
  (await deps.accounts.findByIdentifier('natural', '44000003-7' as never))?.state;

test('[A2] the page of the link shows RUT and mobile, and asks the key in another browser only', async (t) => {
  const app = await open(t);
  const own = openBrowser();
  const link = await register(app, own);
  const other = openBrowser();
  const page = await other.get(link);
  t.regex(page.text, /44\.000\.003-7/);
  t.regex(page.text, /\+56 9 •••• 5678/);
  t.notRegex(page.text, /Camila|Pérez/);
  t.true(asksForKey(page));
  t.false(asksForKey(await own.get(link)));
  t.is(await stateOf(app), 'pendiente_correo', 'opening acts on nothing');
  const empty = await other.send(page, {});
  t.is(empty.status, 422);
  const wrong = await other.send(page, { clave: 'No-es-esa' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /no es la clave que se eligió/);
  t.is(await stateOf(app), 'pendiente_correo');
  const done = await other.follow(await other.send(page, { clave: formFields.clave }), app.issuer);
  t.regex(done.text, /Su cuenta está confirmada/);
});

test('[A2] a user who does not know the key chooses another one on the page, and the registration’s mobile is removed', async (t) => {
  const app = await open(t);
  const link = await register(app);
  const browser = openBrowser();
  const page = await browser.get(link);
  t.regex(page.html, /\?otra"/);
  const choose = await browser.get(`${link}?otra`);
  t.regex(choose.text, /Elija su clave/);
  const short = await browser.send(choose, { clave: 'corta', clave2: 'corta' });
  t.is(short.status, 422);
  const done = await browser.follow(await browser.send(choose, { clave: CHOSEN, clave2: CHOSEN }), app.issuer);
  t.true(done.url.endsWith('/confirmar/listo?perfil=natural&hoja=mobile'), 'there is no mobile to confirm');
  t.regex(done.html, /href="\/cuenta\/seguridad\/hoja-de-respaldo"/);
  t.regex(done.text, /No tiene un celular registrado: si pierde su correo, recuperar la clave demora varios días/);
  const data = await goToCuenta(app, browser, '/datos', { ...person, key: CHOSEN });
  t.regex(data.text, /Sin celular/);
});

test('[A2] the page after it offers the code of the mobile; once it is typed right, keys are sent there from then on', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const link = await register(app, browser);
  const done = await browser.follow(await browser.send(await browser.get(link), {}), app.issuer);
  t.regex(done.text, /Confirme su celular/);
  t.deepEqual(
    (await app.mailbox()).filter(({ channel }) => channel === 'sms'),
    [],
    'nothing before the button',
  );
  const asks = await browser.follow(await browser.send(done, { accion: 'enviar' }), app.issuer);
  const wrong = await browser.send(asks, { codigo: 'abc', accion: 'confirmar' });
  t.is(wrong.status, 422);
  const stranger = await openBrowser().get(asks.url);
  t.is(stranger.status, 303, 'the way is open in this browser only');
  const right = { codigo: await mobileCodeIn(app, MOBILE), accion: 'confirmar' };
  const end = await browser.follow(await browser.send(asks, right), app.issuer);
  t.regex(end.text, /Su celular está confirmado/);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000003-7' as never);
  t.truthy(account?.confirmed.mobile);
});

test('[A2] an unconfirmed mobile is asked at a later sign-in, once, and can be left out or confirmed', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  await browser.send(await browser.get(await register(app, browser)), {});
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const enter = async () => {
    const visitor = openBrowser();
    const key = await visitor.follow(await visitor.get(to.href), to.origin);
    const given = { rut: person.rut, clave: person.key };
    return { visitor, page: await visitor.follow(await visitor.send(key, given), to.origin) };
  };
  t.truthy((await enter()).page.headers.get('location'), 'not on the day on which the page of the e-mail asked');
  await app.database.run((sql) =>
    sql('accounts').update({ email_confirmed_at: new Date(Date.now() - 49 * 3_600_000) }),
  );
  const skips = await enter();
  t.regex(skips.page.text, /Confirme su celular/);
  const skipped = await skips.visitor.follow(await pressOn(skips.visitor, skips.page, { accion: 'omitir' }), to.origin);
  t.truthy(skipped.headers.get('location'), 'and the client has its answer');
  const { visitor, page } = await enter();
  const asks = await visitor.follow(await pressOn(visitor, page, { accion: 'enviar' }), to.origin);
  t.regex(asks.text, /Confirme su celular/);
  const code = await mobileCodeIn(app, MOBILE);
  const end = await visitor.follow(await pressOn(visitor, asks, { codigo: code, accion: 'confirmar' }), to.origin);
  t.truthy(end.headers.get('location'));
  t.truthy((await enter()).page.headers.get('location'), 'confirmed, it is not asked any more');
});

test('[A2] Mis datos shows that a mobile is unconfirmed, and confirms it', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  await browser.send(await browser.get(await register(app, browser)), {});
  const data = await goToCuenta(app, browser, '/datos', person);
  t.regex(data.text, /\+56 9 1234 5678 \(sin confirmar\)/);
  const page = await browser.get(`${app.issuer}/cuenta/datos/celular`);
  const asks = await browser.follow(await browser.send(page, { accion: 'enviar' }), app.issuer);
  const right = { codigo: await mobileCodeIn(app, MOBILE), accion: 'confirmar' };
  const end = await browser.follow(await browser.send(asks, right), app.issuer);
  t.regex(end.text, /Confirmamos su celular/);
  t.notRegex(end.text, /sin confirmar/);
});

test('[A2] honest people: the forms explain to a user with a mobile of another country what to do', async (t) => {
  const app = await open(t);
  const form = await openBrowser().get(`${app.issuer}/registro/natural`);
  t.regex(form.text, /celular es de otro país/);
  const browser = openBrowser();
  const foreign = { ...formFields, celular: '+54 9 11 1234 5678' };
  const refused = await browser.send(await browser.get(`${app.issuer}/registro/natural`), foreign);
  t.is(refused.status, 422);
  t.regex(refused.text, /marque «Sin Celular»/);
  const sent = await browser.send(refused, { ...foreign, sin_celular: '1' });
  t.is(sent.status, 303);
});
