import test from 'ava';
import { CAPTCHA_ANSWER, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { actsOf, CHOSEN, camila, messagesTo, openWithCamila } from '../../helpers/recovery.ts';

const captcha = CAPTCHA_ANSWER;

/** Sends the form of each page at once, and follows the answer to the last of them. */
async function clickAll(app: TestApp, by: Browser, pages: readonly Visit[], fields: Record<string, string>) {
  const answers = await Promise.all(pages.map((page) => by.send(page, fields)));
  const next = await by.follow(answers.at(-1) as Visit, app.issuer);
  return { statuses: answers.map(({ status }) => status), next };
}

/** The page in three tabs, each with a captcha of its own. */
const inTabs = (by: Browser, { url }: Visit): Promise<readonly Visit[]> =>
  Promise.all([1, 2, 3].map(() => by.get(url)));

test('of two clicks on a slow step neither is answered by an error: both lead to the next step', async (t) => {
  const app = await openWithCamila(t);
  const by = openBrowser();
  const begun = await by.send(await by.get(`${app.issuer}/recuperar/natural`), { rut: camila.rut });
  const page = await by.follow(begun, app.issuer);
  const { statuses, next } = await clickAll(app, by, [page, page], { respuesta: 'Boby' });
  t.deepEqual(statuses, [303, 303]);
  t.notRegex(next.html, /Ese paso ya termin/);
});

test('«Recuperar Clave» in three tabs at once sends one key, and each tab shows that it was sent', async (t) => {
  const app = await openWithCamila(t);
  const by = openBrowser();
  const begun = await by.send(await by.get(`${app.issuer}/recuperar/natural`), { rut: camila.rut });
  const answered = await by.send(await by.follow(begun, app.issuer), { respuesta: 'Boby' });
  const tabs = await inTabs(by, await by.follow(answered, app.issuer));
  const { statuses, next } = await clickAll(app, by, tabs, { captcha });
  t.deepEqual(statuses, [303, 303, 303]);
  t.regex(next.text, /Éxito/);
  const keys = (await messagesTo(app, camila.email)).filter(({ subject }) => subject === 'Recupere su Clave Sence');
  t.is(keys.length, 1);
});

test('«Cambiar Clave» in three tabs at once changes the key once, and each tab shows it', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  const by = openBrowser();
  const first = await by.get(`${app.issuer}/cambiar/natural`);
  const begun = await by.send(first, { rut: camila.rut, clave: camila.key, captcha });
  const tabs = await inTabs(by, await by.follow(begun, app.issuer));
  const { statuses, next } = await clickAll(app, by, tabs, { clave: CHOSEN, clave2: CHOSEN });
  t.deepEqual(statuses, [303, 303, 303]);
  t.regex(next.text, /Éxito/);
  t.is((await actsOf(app)).filter((act) => act === 'key.changed').length, 1);
});
