/**
 * What a client learns of a facilitador, by the identity that its file takes: in tokens, userinfo, consent,
 * introspection.
 */
import test from 'ava';
import * as oidc from 'openid-client';
import { endMandate } from '../../src/account/end-mandate.ts';
import { type Identidad, identityLevels, reaches } from '../../src/domain/identity-level.ts';
import type { Mandate } from '../../src/ports/mandates.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  clientFileFor,
  openClient,
  post,
  redeem,
  refusalOf,
  userInfo,
} from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { facilitador, facilitadorNow, goAsFacilitador, invite, openFacilitador } from '../helpers/facilitadores.ts';

let app: TestApp;
let mandate: Mandate;
const scope = 'openid profile email run empresa';
const asked = JSON.stringify({ id_token: { empresa: null, representante: null, act: null, invitado_por: null } });

test.before(async () => {
  const clients = [
    ...identityLevels.map((level) =>
      clientFileFor(level, { scope, minimum_identity: level, claims_in_id_token: true }),
    ),
    clientFileFor('privada', { scope, minimum_identity: 'revisada', first_party: false, sector: 'privada' }),
    clientFileFor('correo', { scope: 'openid email', minimum_identity: 'documento', claims_in_id_token: true }),
    clientFileFor('numero', { scope: 'openid run', minimum_identity: 'revisada', claims_in_id_token: true }),
  ];
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients });
  await openCompany(app);
  mandate = await invite(app, await openFacilitador(app));
});

test.after.always(() => app?.stop());

/** The identity as a case at the desk would leave it. */
async function isAt(identidad: Identidad): Promise<void> {
  const { id } = await facilitadorNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, identidad }));
}

async function enter(id: string, params: Readonly<Record<string, string>> = { scope }) {
  const client = await openClient(app, id);
  const { checks, to } = await beginSignIn(client, params);
  const browser = openBrowser();
  const page = await goAsFacilitador(browser, to);
  return { browser, client, page, tokens: () => redeem(client, answerOf(page), checks) };
}

const isStopped = ({ text, headers }: Visit): boolean =>
  !headers.has('location') && text.includes('Compruebe su identidad');

for (const takes of identityLevels)
  test.serial(
    `a file that takes ${takes} learns who a facilitador is from ${takes} on, and else nothing`,
    async (t) => {
      for (const has of ['revisada', 'documento'] as const) {
        await isAt(has);
        const { client, page, tokens } = await enter(takes, { scope, claims: asked });
        t.is(isStopped(page), !reaches(has, takes), has);
        if (isStopped(page)) continue;
        const issued = await tokens();
        for (const told of [await userInfo(client, issued), { ...issued.claims() } as Record<string, unknown>]) {
          t.like(told, {
            rut: facilitador.nie,
            tipo_persona: 'facilitador',
            identidad: has,
            family_name: 'Quispe Mamani',
          });
          t.like(told, { RolUnico: { tipo: 'NIE' }, invitado_por: { rut: mandate.organisation.rut } });
          for (const never of ['empresa', 'representante', 'act']) t.false(never in told, never);
        }
      }
    },
  );

test.serial(
  'a file that takes documento leads a facilitador to a counter, and says that copies were reviewed',
  async (t) => {
    await isAt('revisada');
    const { page } = await enter('documento');
    t.regex(page.text, /Ya revisamos copias de su documento\. Esta plataforma pide que una oficina vea el original\./);
    t.notRegex(page.html, /cuenta\/datos\/copia/, 'a copy would raise nothing');
  },
);

test.serial('a client that asks for the address alone learns nothing of who the facilitador is', async (t) => {
  await isAt('revisada');
  const { client, tokens } = await enter('correo', { scope: 'openid email', claims: asked });
  const issued = await tokens();
  for (const told of [await userInfo(client, issued), { ...issued.claims() } as Record<string, unknown>]) {
    t.is(told.email, facilitador.email);
    for (const hidden of ['rut', 'RolUnico', 'name', 'tipo_persona', 'identidad', 'invitado_por'])
      t.false(hidden in told, hidden);
  }
});

test.serial('a client without the scope empresa does not learn which company invites', async (t) => {
  await isAt('revisada');
  const { client, tokens } = await enter('numero', { scope: 'openid run', claims: asked });
  const issued = await tokens();
  for (const told of [await userInfo(client, issued), { ...issued.claims() } as Record<string, unknown>]) {
    t.like(told, { tipo_persona: 'facilitador', identidad: 'revisada' });
    t.false('invitado_por' in told);
  }
});

test.serial('an identity that is contested is learnt by no client but where the document was seen', async (t) => {
  await isAt('revisada');
  const { client, tokens } = await enter('revisada');
  const issued = await tokens();
  const { id } = await facilitadorNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, contest: 'desk' }));
  t.false('rut' in (await userInfo(client, issued)));
  await app.deps.accounts.change(id, (latest) => ({ ...latest, contest: undefined }));
  t.true('rut' in (await userInfo(client, issued)));
});

for (const value of ['revisada', 'documento'] as const)
  test.serial(`under prompt=none the essential claim ${value} is answered by what a facilitador has`, async (t) => {
    await isAt('revisada');
    const { browser } = await enter('revisada');
    const claims = JSON.stringify({ id_token: { identidad: { essential: true, value } } });
    const { to } = await beginSignIn(await openClient(app, 'revisada'), { scope, claims, prompt: 'none' });
    const answer = answerOf(await browser.get(to.href)).searchParams;
    const unmet = value === 'documento' ? 'unmet_authentication_requirements' : null;
    t.is(answer.get('error'), unmet);
    t.is(answer.has('code'), unmet === null);
  });

test.serial(
  'the page of consent shows the NIE, the name and the company that invites, and no representative',
  async (t) => {
    await isAt('revisada');
    const { page } = await enter('privada');
    t.regex(page.text, /Jorge Luis Quispe Mamani/);
    t.regex(page.text, /199\.000\.002-2/);
    t.regex(page.text, /Panadería Los Andes SpA, RUT 54\.000\.001-8/);
    t.notRegex(page.text, /Rosa|Representante/);
  },
);

test.serial('introspection says that a token is active, and nothing of the facilitador or the company', async (t) => {
  await isAt('revisada');
  const { tokens } = await enter('revisada');
  const issued = await tokens();
  const { body } = await post(app, '/oidc/introspect', { token: issued.access_token }, basic('revisada'));
  t.true(body.active);
  t.is(body.sub, issued.claims()?.sub);
  t.notRegex(JSON.stringify(body), /199\.?000\.?002|54\.?000\.?001|facilitador|invitado|Quispe/);
});

test.serial('[threat 413] once the mandate ended no refresh token gives another, nor is a token active', async (t) => {
  await isAt('revisada');
  const { client, tokens } = await enter('revisada');
  const issued = await tokens();
  const renewed = await oidc.refreshTokenGrant(client.config, String(issued.refresh_token));
  t.is(renewed.claims()?.tipo_persona, 'facilitador');
  t.true(await endMandate(app.deps, mandate, { reason: 'revocado' }));
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, String(issued.refresh_token))), 'invalid_grant');
  const { body } = await post(app, '/oidc/introspect', { token: renewed.access_token }, basic('revisada'));
  t.deepEqual(body, { active: false });
  mandate = await invite(app, await facilitadorNow(app));
  t.is(
    await refusalOf(oidc.refreshTokenGrant(client.config, String(issued.refresh_token))),
    'invalid_grant',
    'another mandate revives nothing',
  );
});
