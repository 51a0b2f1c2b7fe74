import test from 'ava';
import * as oidc from 'openid-client';
import { companyNow } from '../../../src/account/representation.ts';
import { watchCompanies } from '../../../src/account/watch-companies.ts';
import type { Company } from '../../../src/ports/tax-registry.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  basic,
  beginSignIn,
  goThrough,
  openClient,
  post,
  redeem,
  redirectUriOf,
  rosa,
  userInfoStatus,
} from '../../helpers/client-app.ts';
import { changeSii, openCompany } from '../../helpers/companies.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { panaderiaNow } from '../../helpers/members.ts';
import { aula, platformIn } from '../../helpers/platforms.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const { taxRegistry } = app.deps;
test.before(async () => {
  await openCompany(app);
});

/** A client in production with a secret, where Rosa is signed in, and what its server holds. */
async function inUse() {
  const scopes = [...aula.scopes, { scope: 'offline_access', reason: 'Para avisar de los cursos' }];
  const { id } = await platformIn(app, 'produccion', { scopes });
  const redirectUris = [redirectUriOf(`p-${id}`)];
  await app.deps.portalClients.change(id, ({ data, reviewed }) => ({
    data: { ...data, redirectUris },
    reviewed: { ...(reviewed ?? data), redirectUris },
  }));
  const secret = (await app.deps.portalClients.newSecret(id))?.secret ?? '';
  await app.rebuild();
  const client = await openClient(app, `p-${id}`, oidc.ClientSecretBasic(secret));
  const { checks, to } = await beginSignIn(client, { scope: 'openid profile offline_access', prompt: 'consent' });
  const browser = openBrowser();
  const asked = await goThrough(browser, to, rosa);
  const answer = answerOf(await browser.follow(await browser.send(asked, { accion: 'permitir' }), app.issuer));
  const tokens = await redeem(client, answer, checks);
  const auth = basic(client.id, secret);
  const ask = async (path: string, form: Readonly<Record<string, string>>) =>
    (await post(app, `/oidc/${path}`, form, auth)).status;
  const refresh = { grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token) };
  return { id, client, browser, tokens, ask, refresh };
}

type InUse = Awaited<ReturnType<typeof inUse>>;

/** What a browser and the server of a client get now. */
async function answersTo({ client, tokens, ask, refresh }: InUse) {
  const { all } = await authorizationRequest(client.id, { scope: 'openid' });
  const page = await openBrowser().get(oidc.buildAuthorizationUrl(client.config, all).href);
  return {
    page: page.status,
    userinfo: await userInfoStatus(app, tokens.access_token),
    introspection: await ask('introspect', { token: tokens.access_token }),
    revocation: await ask('revoke', { token: 'x' }),
    pushed: await ask('par', { ...all, client_id: client.id, response_type: 'code' }),
    refresh: await ask('token', refresh),
  };
}

const nothing = { page: 403, userinfo: 401, introspection: 401, revocation: 401, pushed: 401, refresh: 401 };
const everything = { page: 303, userinfo: 200, introspection: 200, revocation: 200, pushed: 201, refresh: 200 };

test.serial(
  '[threat 700] a client whose organisation is stopped is refused everywhere at once, and comes back by itself',
  async (t) => {
    const one = await inUse();
    const { id: account } = await panaderiaNow(app);
    const become = (state: string) =>
      app.database.run((sql) => sql('accounts').where({ id: account }).update({ state }));
    await become('congelada');
    t.deepEqual(await answersTo(one), nothing);
    const page = await one.browser.get(`${app.issuer}/oidc/authorize?${await requestOf(one)}`);
    t.is(page.status, 403, 'also who is signed in there');
    t.regex(page.text, /no se puede ingresar a esta plataforma/);
    t.regex(page.html, /errores#plataforma-suspendida/);
    t.false(page.text.includes('SENCE suspendió'));
    await become('activa');
    t.deepEqual(await answersTo(one), everything);
  },
);

const requestOf = async ({ client }: InUse): Promise<URLSearchParams> => {
  const { all } = await authorizationRequest(client.id, { scope: 'openid' });
  return new URLSearchParams({ client_id: client.id, response_type: 'code', ...all });
};

test.serial(
  '[threat 701] the SII names no representative: a job notices it, and what the client had stays ended',
  async (t) => {
    const one = await inUse();
    const counts = { asked: 0 };
    const answering = (edit: (company: Company) => Company) =>
      Object.assign(app.deps, {
        taxRegistry: {
          ...taxRegistry,
          findCompany: async (...asked: Parameters<typeof taxRegistry.findCompany>) => {
            counts.asked += 1;
            const found = await taxRegistry.findCompany(...asked);
            return found && edit(found);
          },
        },
      });
    answering((company) => ({ ...company, representantes: [] }));
    t.is(await userInfoStatus(app, one.tokens.access_token), 200);
    t.is(counts.asked, 0, 'a request of a program never asks the SII');
    app.advance(55_000);
    await watchCompanies(app.deps);
    t.is(counts.asked, 1, 'no member is signed in: a client in use is enough');
    t.deepEqual(await answersTo(one), nothing);
    t.is(counts.asked, 1);
    const grants = await app.database.run<object[]>((sql) =>
      sql('oidc_grant').whereRaw("payload ->> 'clientId' = ?", [one.client.id]).select('id'),
    );
    t.deepEqual(grants, []);

    Object.assign(app.deps, { taxRegistry });
    app.advance(61_000);
    t.deepEqual(await answersTo(one), { ...everything, userinfo: 401, refresh: 400 }, 'a sign-in reads the SII again');
  },
);

test.serial(
  '[threat 702] the SII says that the company ended, and then nothing for hours: no one signs in',
  async (t) => {
    const one = await inUse();
    changeSii(app, (company) => ({ ...company, estado: 'termino_giro' }));
    await companyNow(app.deps, losAndes.rut);
    changeSii(app, 'silent');
    t.deepEqual(await answersTo(one), nothing);
    app.advance(3_600_000);
    t.is((await openBrowser().get(`${app.issuer}/oidc/authorize?${await requestOf(one)}`)).status, 403);
    // A day and more: the last answer still says that it ended.
    app.advance(25 * 3_600_000);
    t.is((await openBrowser().get(`${app.issuer}/oidc/authorize?${await requestOf(one)}`)).status, 403);
    t.is(await one.ask('introspect', { token: 'x' }), 401);
  },
);

test.serial('[threat 762] the SII knows the company no more: what its clients have ends within a minute', async (t) => {
  Object.assign(app.deps, { taxRegistry });
  await companyNow(app.deps, losAndes.rut);
  const one = await inUse();
  Object.assign(app.deps, { taxRegistry: { ...taxRegistry, findCompany: async () => undefined } });
  app.advance(55_000);
  await watchCompanies(app.deps);
  t.deepEqual(await answersTo(one), nothing);
  Object.assign(app.deps, { taxRegistry });
  app.advance(61_000);
  t.deepEqual(await answersTo(one), { ...everything, userinfo: 401, refresh: 400 }, 'it comes back by itself');
});
