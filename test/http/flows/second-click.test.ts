import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { camila, openWithCamila } from '../../helpers/recovery.ts';

test('of two clicks on a slow step neither is answered by an error: both lead to the next step', async (t) => {
  const app = await openWithCamila(t);
  const by = openBrowser();
  const begun = await by.send(await by.get(`${app.issuer}/recuperar/natural`), { rut: camila.rut });
  const page = await by.follow(begun, app.issuer);
  const answers = await Promise.all([1, 2].map(() => by.send(page, { respuesta: 'Boby' })));
  t.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  );
  const next = await by.follow(answers[1] ?? begun, app.issuer);
  t.notRegex(next.html, /Ese paso ya termin/);
});
