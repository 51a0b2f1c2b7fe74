import test from 'ava';
import { addDays, dayOf } from '../../src/domain/working-days.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  authorizationRequest,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  post,
  rosa,
} from '../helpers/client-app.ts';

let app: TestApp;
test.before(async () => {
  app = await openTestApp({ clients: ['capacita', 'aprende', 'silenciosa', 'contada'].map((id) => clientFileFor(id)) });
});
test.after.always(() => app?.stop());

const token = {
  grant_type: 'authorization_code',
  code: 'c'.repeat(43),
  redirect_uri: 'https://capacita.example/vuelta',
};

async function errorsOf(client: string) {
  await app.deps.clientErrors.save();
  return app.deps.clientErrors.recent(client);
}

async function todayOf(client: string) {
  await app.deps.clientFigures.save();
  const [day] = await app.deps.clientFigures.days(client, addDays(dayOf(app.deps.now()), -1));
  return day;
}

test('a client finds why it was refused under the reference of its answer, with the cause that the answer has not', async (t) => {
  const { body } = await post(app, '/oidc/token', token, basic('capacita'));
  const found = (await errorsOf('capacita')).find(({ reference }) => reference === body.reference);
  t.like(found, { endpoint: '/oidc/token', error: 'invalid_grant', status: 400 });
  t.regex(found?.detail ?? '', /code.*not found/);
});

test('[threat 652] no secret, code, token or RUT of a request is in what a client finds', async (t) => {
  const secret = 'Zz9-secret-Zz9-secret-Zz9-secret-Zz9';
  const rut = '44.000.001-0';
  await post(app, '/oidc/token', { ...token, code: secret, scope: rut, resource: secret }, basic('aprende'));
  await post(app, '/oidc/token', { ...token, grant_type: `${rut}${secret}` }, basic('aprende'));
  await fetch(
    `${app.issuer}/oidc/authorize?client_id=aprende&redirect_uri=https://aprende.example/${secret}/${rut}&scope=${rut}`,
  );
  const errors = await errorsOf('aprende');
  t.true(errors.length >= 3);
  t.notRegex(JSON.stringify(errors), new RegExp(`${secret}|${rut}`));
});

test('an error that the browser returned to the client is found too, by its own code, and not in the log', async (t) => {
  const { all } = await authorizationRequest('silenciosa', { prompt: 'none' });
  const query = new URLSearchParams({ client_id: 'silenciosa', response_type: 'code', ...all });
  await fetch(`${app.issuer}/oidc/authorize?${query}`, { redirect: 'manual' });
  const [error] = await errorsOf('silenciosa');
  t.like(error, { endpoint: '/oidc/authorize', error: 'login_required', status: 303 });
  t.is(await todayOf('silenciosa'), undefined, 'a silent sign-in is no refusal in the figures');
  t.false(app.logged.some((line) => line.includes(String(error?.reference)) && line.includes('client refused')));
});

test('each sign-in counts, and a person once a day', async (t) => {
  const client = await openClient(app, 'contada');
  const browser = openBrowser();
  for (let times = 0; times < 2; times += 1) await goThrough(browser, (await beginSignIn(client)).to, rosa);
  await goThrough(openBrowser(), (await beginSignIn(client)).to, pedro);
  await post(app, '/oidc/token', token, basic('contada', 'wrong'));
  t.like(await todayOf('contada'), { signIns: 3, people: 2, refusals: 1 });
});
