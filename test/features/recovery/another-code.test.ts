import test, { type ExecutionContext } from 'ava';
import { resendCode } from '../../../src/features/recovery/use-cases/resend-code.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import {
  CHOSEN,
  camila,
  changeByLink,
  coded,
  codeIn,
  DAY,
  elsewhere,
  MINUTE,
  messagesTo,
  openWithCamila,
  outcomeOf,
  recoverByCard,
  tokenIn,
} from '../../helpers/recovery.ts';

/** Camila recovered by her card: the page that her link opens, and what she reads there. */
async function open(t: ExecutionContext) {
  const app = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const browser = openBrowser();
  const page = () => browser.get(`${app.issuer}/recuperar/clave/${token}`);
  const press = async (from: Visit) => browser.follow(await browser.send(from, { accion: 'reenviar' }), app.issuer);
  const codes = async () => (await messagesTo(app, camila.mobile)).filter(({ text }) => /codigo es/.test(text)).length;
  return { app, token, browser, page, press, codes };
}

test('[P8] the page of the link sends another code: after a minute, in the place of the first, and the link stays valid', async (t) => {
  const { app, token, page, press, codes } = await open(t);
  const first = await codeIn(app, camila.mobile);
  const early = await page();
  t.regex(early.text, /podrá pedir otro .* a las \d\d\.\d\d .*Le quedan 2 códigos hoy/);
  t.notRegex(early.text, /Enviar otro código|El anterior ya no sirve/);
  t.regex((await press(early)).text, /Puede pedirlo de nuevo/, 'a form of before shows when');
  t.is(await codes(), 1);
  app.advance(MINUTE);
  const ready = await page();
  t.regex(ready.text, /Enviar otro código.*Reemplaza al anterior\. Le quedan 2 códigos hoy/);
  const after = await press(ready);
  t.is(after.status, 200);
  t.regex(after.text, /El anterior ya no sirve.*Le queda 1 código hoy/);
  t.is(await codes(), 2);
  const second = await codeIn(app, camila.mobile);
  t.not(second, first);
  t.is(await changeByLink(app, token, first), 'code-wrong');
  t.is(await changeByLink(app, token, second), 'done');
  t.is(await outcomeOf(app, CHOSEN), 'in');
});

test('[P8] codes of the day are counted whatever page asked: the third is the last, and the page shows when there are more', async (t) => {
  const { app, token, page, press, codes } = await open(t);
  for (const sent of [2, 3]) {
    app.advance(MINUTE);
    await press(await page());
    t.is(await codes(), sent);
  }
  app.advance(MINUTE);
  const over = await page();
  t.regex(over.text, /Ya enviamos los códigos que se pueden hoy\. Podrá pedir otro el .* a las/);
  t.notRegex(over.text, /Enviar otro código/);
  t.is(await coded(resendCode(app.deps, token, elsewhere())), 'too-many-codes');
  t.is(await changeByLink(app, token, await codeIn(app, camila.mobile)), 'done', 'the last one goes on serving');
});

test('[P8] each code has five tries of its own, and twenty wrong ones in thirty days still lock all', async (t) => {
  const { app, token, page, press } = await open(t);
  for (let turn = 0; turn < 5; turn += 1) t.is(await changeByLink(app, token, '000000'), 'code-wrong');
  t.is(await changeByLink(app, token, await codeIn(app, camila.mobile)), 'code-wrong', 'its tries are spent');
  app.advance(MINUTE);
  await press(await page());
  t.is(await changeByLink(app, token, await codeIn(app, camila.mobile)), 'done');
});

test('[P8] two clicks at once send one code, and a code that is withheld costs none and ends none', async (t) => {
  const { app, token, codes } = await open(t);
  app.advance(MINUTE);
  const both = await Promise.all([1, 2].map((place) => coded(resendCode(app.deps, token, elsewhere(place)))));
  t.deepEqual(both.toSorted(), ['done', 'resend-early']);
  t.is(await codes(), 2);
  const second = await codeIn(app, camila.mobile);
  const { notifier } = app.deps;
  app.advance(MINUTE);
  const until = new Date(app.deps.now().getTime() + DAY);
  const full = {
    ...app.deps,
    notifier: { ...notifier, delivery: async () => ({ state: 'withheld', until }) as const },
  };
  t.is(await coded(resendCode(full, token, elsewhere())), 'too-many-codes');
  t.is(await codes(), 2);
  t.is(await changeByLink(app, token, second), 'done');
});

test('[P8] a spent link, one that needs no code and a made-up one send none', async (t) => {
  const { app, token, codes } = await open(t);
  t.is(await coded(resendCode(app.deps, 'inventado', elsewhere())), 'link-spent');
  t.is(await changeByLink(app, token, await codeIn(app, camila.mobile)), 'done');
  app.advance(MINUTE);
  t.is(await coded(resendCode(app.deps, token, elsewhere())), 'link-spent');
  t.is(await codes(), 1);
});
