/** A client names a facilitador as the person whom it expects: by NIE and `tipo_persona`, in a pushed request. */
import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  openClient,
  redeem,
  refusalOf,
} from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { facilitador, goAsFacilitador, invite, openFacilitador } from '../helpers/facilitadores.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { goBack, heard } from '../helpers/way-back.ts';

let app: TestApp;

/** Jorge has both accounts of his NIE: as migrante, and as facilitador. */
test.before(async () => {
  const client = clientFileFor('capacita', { scope: 'openid run empresa', claims_in_id_token: true });
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [client] });
  await openCompany(app);
  await openJorge(app);
  await invite(app, await openFacilitador(app));
});

test.after.always(() => app?.stop());

type Kinds = readonly string[] | string | undefined;

/** Pushes a request that expects this number, of the profiles that are named. */
async function push(kinds: Kinds, params: Readonly<Record<string, string>> = {}, rut: string = facilitador.nie) {
  const client = await openClient(app, 'capacita');
  const tipo_persona = typeof kinds === 'string' ? { value: kinds } : { values: kinds };
  const claims = JSON.stringify({ id_token: { rut: { value: rut }, ...(kinds ? { tipo_persona } : {}) } });
  const { checks, all } = await authorizationRequest('capacita', { scope: 'openid run', claims, ...params });
  return { client, checks, to: await oidc.buildAuthorizationUrlWithPAR(client.config, all) };
}

async function asMigrante(browser: Browser, to: URL): Promise<Visit> {
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const form = await browser.get(`${page.url}?perfil=migrante`);
  const typed = { perfil: 'migrante', rut: jorge.nie, clave: jorge.key, accion: 'ingresar' };
  return browser.follow(await browser.send(form, typed), app.issuer);
}

const waysIn = { migrante: asMigrante, facilitador: goAsFacilitador } as const;
const hasCode = (page: Visit): boolean => page.headers.has('location') && answerOf(page).searchParams.has('code');

for (const [named, admitted] of [
  ['facilitador', ['facilitador']],
  ['migrante', ['migrante']],
  [
    ['migrante', 'facilitador'],
    ['migrante', 'facilitador'],
  ],
  [undefined, ['migrante', 'facilitador']],
] as const)
  test(`[A10] of one NIE a client that names ${named ?? 'no profile'} gets ${admitted.join(' or ')}`, async (t) => {
    for (const [profile, enter] of Object.entries(waysIn)) {
      const { client, checks, to } = await push(named);
      const browser = openBrowser();
      const page = await enter(browser, to);
      const admits = admitted.some((one) => one === profile);
      t.is(hasCode(page), admits, profile);
      if (admits) {
        const tokens = await redeem(client, answerOf(page), checks);
        t.like(tokens.claims(), { tipo_persona: profile, rut: facilitador.nie });
      } else {
        t.regex(page.text, /La plataforma espera a otra persona/);
        t.notRegex(page.text, /199\.?000|Quispe|Panadería/);
        t.deepEqual(heard(await goBack(browser, page)), { error: 'access_denied', section: 'otra-persona' });
      }
    }
  });

test('[A10] under prompt=none the session of a facilitador answers for that profile alone', async (t) => {
  const browser = openBrowser();
  t.true(hasCode(await goAsFacilitador(browser, (await push('facilitador')).to)));
  for (const [kinds, error, rut] of [
    ['facilitador', null, facilitador.nie],
    [undefined, null, facilitador.nie],
    ['migrante', 'login_required', facilitador.nie],
    ['facilitador', 'login_required', '199.000.001-4'],
  ] as const) {
    const { to } = await push(kinds, { prompt: 'none' }, rut);
    t.is(answerOf(await browser.get(to.href)).searchParams.get('error'), error, `${kinds} ${rut}`);
  }
});

test('a number that no NIE has is no facilitador, and none is named outside a pushed request', async (t) => {
  t.is(await refusalOf(push('facilitador', {}, '199.000.002-3')), 'invalid_request');
  const claims = JSON.stringify({
    id_token: { rut: { value: facilitador.nie }, tipo_persona: { value: 'facilitador' } },
  });
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid run', claims });
  t.is(answerOf(await openBrowser().get(to.href)).searchParams.get('error'), 'invalid_request');
});
