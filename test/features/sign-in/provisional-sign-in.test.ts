import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { beginSignIn, openPlatform } from '../../helpers/platform.ts';
import { accountNow, camila, openWithCamila, provisionalIn, recoverByAnswer } from '../../helpers/recovery.ts';

test('[P11] a sign-in in which a provisional key was changed stands in Actividad with its platform', async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  const clave = await provisionalIn(house, camila.email);
  const browser = openBrowser();
  const asked = await beginSignIn(await openPlatform(house, 'ejemplo'));
  const key = await browser.follow(await browser.get(asked.to.href), house.issuer);
  const change = await browser.follow(
    await browser.send(key, { rut: camila.rut, clave, accion: 'ingresar' }),
    house.issuer,
  );
  await browser.send(change, { clave: 'Quiltro-78', clave2: 'Quiltro-78' });
  const { id } = await accountNow(house);
  const to = new Date(house.world.now().getTime() + 1000);
  const rows = await house.world.audit.read(id, { from: new Date(0), to, skip: 0, limit: 50 });
  const login = rows.find(({ act }) => act === 'login.succeeded');
  t.is(login?.clientId, 'ejemplo');
  t.is(login?.details.known, false);
});
