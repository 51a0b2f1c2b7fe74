/** The page that a check of a caller leads to: what it shows, and that only its buttons act. */
import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { asked, otherThan } from '../../helpers/calls.ts';
import { accountNow, MINUTE, openWithCamila } from '../../helpers/recovery.ts';

type App = Awaited<ReturnType<typeof openWithCamila>>;

const stateOf = async (app: App, id: string) => (await app.deps.deskCalls.find(id))?.state;

/** Opens the link and presses a button. */
async function press(app: App, token: string, numero: string) {
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/llamada/${token}`);
  return browser.follow(await browser.send(page, { numero }), app.issuer);
}

test('[threat 242] a link that is opened, by a mail scanner too, answers nothing: the agent sees that it was opened', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  for (let turn = 0; turn < 3; turn += 1) {
    const page = await openBrowser().get(`${app.issuer}/llamada/${token}`);
    t.regex(page.text, /SENCE \(Temuco\)/);
    t.notRegex(page.text, /Camila|44\.000/);
    for (const number of call.numbers.offered) t.true(page.text.includes(`Sí, llamé yo: ${number}`));
    t.regex(page.text, /SENCE nunca le pedirá su clave ni un código/);
  }
  t.is(await stateOf(app, call.id), 'enviada');
  t.truthy((await app.deps.deskCalls.find(call.id))?.openedAt);
});

test('the number that the person hears, «No llamé» and another number each lead to a page that says what happened', async (t) => {
  const app = await openWithCamila(t);
  const right = await asked(app);
  t.regex((await press(app, right.token, right.call.numbers.said)).text, /Siga hablando con la mesa/);
  t.is(await stateOf(app, right.call.id), 'confirmada');
  const none = await asked(app);
  t.regex((await press(app, none.token, 'no')).text, /La mesa supo que usted no llamaba/);
  t.is(await stateOf(app, none.call.id), 'negada');
  const other = await asked(app);
  t.regex((await press(app, other.token, otherThan(other.call))).text, /El número no era ese/);
  t.is(await stateOf(app, other.call.id), 'otro-numero');
});

test('a form without a number answers nothing, and a link that is over says so', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  t.regex((await press(app, token, '')).text, /¿Llama usted ahora/);
  t.is(await stateOf(app, call.id), 'enviada');
  app.advance(11 * MINUTE);
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/llamada/${token}`), app.issuer);
  t.regex(page.text, /venció o ya se usó/);
});

test('[threat 240] a form of another browser has no effect', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  const [one, other] = [openBrowser(), openBrowser()];
  const page = await one.get(`${app.issuer}/llamada/${token}`);
  await other.get(`${app.issuer}/ayuda`);
  const answer = await other.send(page, { numero: call.numbers.said });
  t.is(answer.status, 403);
  t.is(await stateOf(app, call.id), 'enviada');
});

test('[threat 246] of answers that come at once one counts, and the page of each says which', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  const pages = await Promise.all(
    [call.numbers.said, 'no', call.numbers.said, 'no'].map((one) => press(app, token, one)),
  );
  const counted = pages.filter(({ text }) => !/venció o ya se usó/.test(text));
  t.is(counted.length, 1);
  const acts = await app.deps.audit.actsSince(
    (await accountNow(app)).id,
    ['call.confirmed', 'call.denied'],
    new Date(0),
  );
  t.is(acts?.length, 1);
  const state = await stateOf(app, call.id);
  t.regex(counted[0]?.text ?? '', state === 'confirmada' ? /Siga hablando/ : /La mesa supo/);
});
