/** The pages that stop an account, dispute a change or stop a recovery: what each shows, and what its form does. */
import test from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { enterCuenta, goToCuenta, pressOn } from '../../helpers/cuenta.ts';
import {
  accountNow,
  beginWithCard,
  camila,
  newestIn,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
  stranger,
  tokenIn,
  waitOut,
} from '../../helpers/recovery.ts';

const person = { rut: camila.rut, key: camila.key, serial: camila.serial };

test('[floor 5] /revertir: the button freezes and names the case, then the card restores the contacts', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  await waitOut(app);
  const browser = openBrowser();
  const link = `${app.issuer}/revertir/${await tokenIn(app, camila.email, 'revertir')}`;
  const page = await browser.get(link);
  t.regex(page.text, /¿Usted no cambió sus datos\?.*Abrimos un caso con el folio CS-/);
  t.is((await accountNow(app)).state, 'activa', 'a link never acts by being opened');
  const frozen = await browser.follow(await browser.send(page, { accion: 'detener' }), app.issuer);
  t.regex(frozen.text, /La cuenta está detenida.*escriba el número de su cédula/);
  t.is((await accountNow(app)).personal.email as string, stranger.email);
  const wrong = await browser.send(frozen, { accion: 'cedula', serie: '599999999' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /El número no coincide con el de su cédula/);
  const done = await browser.follow(await browser.send(wrong, { accion: 'cedula', serie: camila.serial }), app.issuer);
  t.regex(done.text, /Sus datos son otra vez los de antes/);
  t.is((await accountNow(app)).personal.email as string, camila.email);
  t.regex((await browser.follow(await browser.get(link), app.issuer)).text, /venció o ya se usó/);
});

test('[floor 5] /cuenta: a pending recovery has no button there; the key delays it, a code from a contact stops it', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  const browser = openBrowser();
  const asked = await goToCuenta(app, browser, '/datos', person);
  t.regex(asked.text, /¿Pidió usted este cambio\?/);
  const data = await browser.follow(await browser.send(asked, { accion: 'si' }), app.issuer);
  t.notRegex(data.html, /name="solicitud"/);
  const path = /\/cuenta(\/datos\/solicitud\/[\w-]+)/.exec(data.html)?.[1] ?? '';
  const page = await goToCuenta(app, browser, path, person);
  const no = await browser.follow(await pressOn(browser, page, { accion: 'no' }), app.issuer);
  t.regex(no.text, /ya espera 72 horas más/);
  const sent = await browser.follow(await pressOn(browser, no, { accion: 'correo' }), app.issuer);
  const codigo = await newestIn(app, camila.email, /Código:\s+(\d{6})/);
  const wrong = await pressOn(browser, sent, { accion: 'codigo', contacto: 'correo', codigo: '12' });
  t.is(wrong.status, 422);
  const typed = { accion: 'codigo', contacto: 'correo', codigo };
  const stopped = await browser.follow(await pressOn(browser, sent, typed), app.issuer);
  t.regex(stopped.text, /Detuvimos la solicitud/);
  await waitOut(app);
  t.is((await accountNow(app)).personal.email as string, camila.email);
});

test('[floor 5] /cuenta: the form of Mis datos stops no recovery with the key alone', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  const [pending] = await app.database.run<{ id: string }[]>((sql) => sql('holds').select('id'));
  const browser = openBrowser();
  const asked = await goToCuenta(app, browser, '/datos', person);
  const data = await browser.follow(await browser.send(asked, { accion: 'si' }), app.issuer);
  const page = await browser.get(data.url.replace(/\?.*/, ''));
  const ficha = /name="ficha" value="([^"]+)"/.exec((await goToCuenta(app, browser, '/detener', person)).html)?.[1];
  t.is(page.status, 200);
  const after = await browser.post(`${app.issuer}/cuenta/datos`, { ficha: ficha ?? '', solicitud: pending?.id ?? '' });
  t.regex(after.headers.get('location') ?? '', /\/cuenta\/datos\/solicitud\/.*paso=no/);
  t.is((await app.deps.pendingChanges.find(pending?.id ?? ''))?.state, 'waiting');
});

test('[stolen card] /me-robaron leads to the form that stops the account, which says what opens it again', async (t) => {
  const app = await openWithCamila(t);
  const info = await openBrowser().get(`${app.issuer}/me-robaron`);
  t.regex(info.text, /cédula nueva/);
  t.true(info.html.includes('href="/cuenta/detener?motivo=robo"'));
  const browser = await enterCuenta(app, person);
  const page = await goToCuenta(app, browser, '/detener', person);
  const done = await pressOn(browser, page, { motivo: 'robo', accion: 'detener' });
  t.regex(done.text, /Su cuenta quedó detenida.*Folio.*número de su cédula nueva/);
  t.truthy((await accountNow(app)).stolenAt);
});

test('[stolen card] «No fui yo» asks what happened, and the stolen card is reported in plain words once it was shown', async (t) => {
  const app = await openWithCamila(t);
  await beginWithCard(app, {}, owner);
  await outcomeOf(app, camila.key);
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/no-fui-yo/${await tokenIn(app, camila.email, 'no-fui-yo')}`);
  t.regex(page.text, /Me robaron el teléfono o la billetera/);
  const done = await browser.follow(await browser.send(page, { motivo: 'robo' }), app.issuer);
  t.regex(done.text, /Bloquee en el Registro Civil/);
  t.truthy((await accountNow(app)).stolenAt);
  const again = await t.throwsAsync(beginWithCard(app, { serial: requireSerial(camila.serial) }, owner));
  t.is((again as { code?: string } | undefined)?.code, 'card-stolen');
});
