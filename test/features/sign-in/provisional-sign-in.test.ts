import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { beginSignIn, openClient } from '../../helpers/client-app.ts';
import { accountNow, camila, DAY, openWithCamila, provisionalIn, recoverByAnswer } from '../../helpers/recovery.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { digitsAt } from '../../helpers/totp.ts';

test('[P11] a sign-in in which a provisional key was changed is listed in Actividad with its client', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const clave = await provisionalIn(app, camila.email);
  const browser = openBrowser();
  const asked = await beginSignIn(await openClient(app, 'ejemplo'));
  const key = await browser.follow(await browser.get(asked.to.href), app.issuer);
  const change = await browser.follow(
    await browser.send(key, { rut: camila.rut, clave, accion: 'ingresar' }),
    app.issuer,
  );
  await browser.send(change, { clave: 'Quiltro-78', clave2: 'Quiltro-78' });
  const { id } = await accountNow(app);
  const to = new Date(app.deps.now().getTime() + 1000);
  const rows = await app.deps.audit.read(id, { from: new Date(0), to, skip: 0, limit: 50 });
  const login = rows.find(({ act }) => act === 'login.succeeded');
  t.is(login?.clientId, 'ejemplo');
  t.is(login?.details.known, false);
});

test('[second factor] a sign-in in which a provisional key was changed goes on with the factor that outlasts the recovery', async (t) => {
  const app = await openWithCamila(t);
  const { secret } = await enrolled(app);
  app.advance(8 * DAY);
  await recoverByAnswer(app);
  const clave = await provisionalIn(app, camila.email);
  const browser = openBrowser();
  const key = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const change = await browser.follow(await browser.send(key, { rut: camila.rut, clave }), app.issuer);
  const factor = await browser.follow(
    await browser.send(change, { clave: 'Quiltro-78', clave2: 'Quiltro-78' }),
    app.issuer,
  );
  t.regex(factor.url, /\/factor\//);
  const codigo = digitsAt(secret, app.deps.now());
  const inside = await browser.follow(await browser.send(factor, { codigo, accion: 'continuar' }), app.issuer);
  t.is(inside.url, `${app.issuer}/cuenta`);
});
