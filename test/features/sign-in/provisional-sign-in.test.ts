import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { beginSignIn, openClient } from '../../helpers/client-app.ts';
import { accountNow, camila, openWithCamila, provisionalIn, recoverByAnswer } from '../../helpers/recovery.ts';

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
