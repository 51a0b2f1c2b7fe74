/** The code that a refused page shows leads the desk to the account that the page was about, and costs all callers the same. */
import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { searchDesk } from '../../src/features/desk/use-cases/search.ts';
import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { rosa } from '../helpers/client-app.ts';
import { statementsOf } from '../helpers/count-statements.ts';
import { enterCuenta } from '../helpers/cuenta.ts';
import { agente, atDesk } from '../helpers/desk.ts';
import { camila, openWithCamila, runNumber } from '../helpers/recovery.ts';

/** A number that no account has. */
const nobodys = runNumber(44_000_777);

/** The code that a page shows with what is wrong. */
const codeOn = ({ text }: Visit): string => /Código de atención:? (CS-\w{4}-\w{4})/.exec(text)?.[1] ?? 'none';

const foundBy = async (app: TestApp, page: Visit): Promise<readonly string[]> =>
  (await searchDesk(app.deps, { ...agente, run: runNumber(44_000_009) }, codeOn(page), atDesk)).accounts.map(
    ({ identifier }) => identifier,
  );

/** Begins a recovery for a number in a browser; gives the page that follows. */
async function recover(app: TestApp, rut: string, browser = openBrowser()) {
  const page = await browser.send(await browser.get(`${app.issuer}/recuperar/natural`), {
    rut,
    captcha: CAPTCHA_ANSWER,
  });
  return { browser, page: await browser.follow(page, app.issuer) };
}

async function paused(app: TestApp, rut: string): Promise<Visit> {
  for (let turn = 0; turn < 3; turn += 1) await recover(app, rut);
  return (await recover(app, rut)).page;
}

test.serial(
  'a recovery that pauses: the code leads to the account, and a number without one has a code that leads nowhere',
  async (t) => {
    const app = await openWithCamila(t, { throttles: 'on', policy: 'segura' });
    const known = await paused(app, camila.rut);
    t.is(known.status, 429, known.text);
    t.deepEqual(await foundBy(app, known), [camila.run]);
    const unknown = await paused(app, nobodys);
    t.is(unknown.status, known.status);
    t.deepEqual(await foundBy(app, unknown), []);
    const costs = async (rut: string) => statementsOf(async () => t.is((await recover(app, rut)).page.status, 429));
    t.is(await costs(camila.rut), await costs(nobodys), 'as many statements for both');
  },
);

test.serial('a step of a journey: the code of each refusal leads to the account', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { browser, page } = await recover(app, camila.rut);
  const wrong = await answerWrong(t, browser, page);
  t.deepEqual(await foundBy(app, wrong), [camila.run]);
});

async function answerWrong(t: ExecutionContext, browser: ReturnType<typeof openBrowser>, page: Visit): Promise<Visit> {
  const refused = await browser.send(page, { respuesta: 'no es esta', captcha: 'nada' });
  t.is(refused.status, 422, refused.text);
  return refused;
}

test.serial('[threat 292] what a network has spent is refused without a look-up, and notes nothing', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on', policy: 'segura' });
  const noted = async () => (await app.database.run<unknown[]>((sql) => sql('page_references').select())).length;
  const { limit } = rateLimits.recoveryByNetwork;
  for (let turn = 0; turn < limit; turn += 1) await recover(app, runNumber(44_100_000 + turn));
  const before = await noted();
  for (let turn = 0; turn < 3; turn += 1) t.is((await recover(app, camila.rut)).page.status, 429);
  t.is(await noted(), before);
});

test.serial('in Mi cuenta the code of a refusal leads to the account of the session', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const browser = await enterCuenta(app);
  const page = await browser.get(`${app.issuer}/cuenta/seguridad/clave`);
  const wrong = await browser.send(page, { actual: 'no es mi clave', clave: 'Lluvia47', clave2: 'Lluvia47' });
  t.is(wrong.status, 422, wrong.text);
  t.deepEqual(await foundBy(app, wrong), [rosa.rut.replace(/\./g, '')]);
});
