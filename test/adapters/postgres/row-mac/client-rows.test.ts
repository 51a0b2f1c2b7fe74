import test from 'ava';
import { oidcStore } from '../../../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { makeInitialAccessToken } from '../../../../src/oidc/provider/initial-access-token.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { assertNoted, forgetNoted, rowIdOf, write } from '../../../helpers/attacks.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { clientFileFor } from '../../../helpers/client-app.ts';
import { call, clientAsked, initialToken, type Registered, register } from '../../../helpers/sandbox.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ env: { SANDBOX: 'yes', THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
});
test.beforeEach(() => forgetNoted(app));
test.after.always(() => app?.stop());

const idOf = ({ body }: Registered): string => String(body.client_id);

/** A sign-in begins at a client that registered itself. */
async function beginAt(registered: Registered, redirect_uri: string) {
  const asked = new URLSearchParams({
    client_id: idOf(registered),
    response_type: 'code',
    scope: 'openid',
    redirect_uri,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  return openBrowser().get(`${app.issuer}/oidc/authorize?${asked}`);
}

const registered = async (): Promise<Registered> => register(app, await initialToken(app), clientAsked());

test.serial('[A11, threat 91] a client whose address was changed redirects no user there', async (t) => {
  const client = await registered();
  await write(
    app,
    `update oidc_client set payload = jsonb_set(payload, '{redirect_uris}', '["https://robo.example/vuelta"]')
     where id = $1`,
    [rowIdOf(idOf(client))],
  );
  const page = await beginAt(client, 'https://robo.example/vuelta');
  t.is(page.status, 500, page.text);
  await assertNoted(t, app, 'oidc_client', page.text);
});

test.serial(
  '[A11, threat 91] a client that was inserted into the table, or copied there, is not accepted',
  async (t) => {
    const client = await registered();
    const made = { ...client, body: { client_id: 'inventada' } };
    await write(
      app,
      `insert into oidc_client (id, payload, expires_at, mac)
     select $1, payload || '{"client_id": "inventada"}', expires_at, mac from oidc_client where id = $2`,
      [rowIdOf('inventada'), rowIdOf(idOf(client))],
    );
    const page = await beginAt(made, 'https://curso.example/vuelta');
    t.is(page.status, 500, page.text);
    await assertNoted(t, app, 'oidc_client', page.text);
  },
);

test.serial('[A11] a client that was unused for thirty days is not prolonged by a row', async (t) => {
  const client = await registered();
  await write(app, "update oidc_client set expires_at = expires_at + interval '1 day' where id = $1", [
    rowIdOf(idOf(client)),
  ]);
  t.is((await beginAt(client, 'https://curso.example/vuelta')).status, 500);
});

test.serial('[A11] a forged initial access token registers no client', async (t) => {
  const strange = oidcStore(app.raw, deriveSecrets(['a secret of an attacker who writes rows']), async () => {});
  const answer = await register(app, await makeInitialAccessToken(strange, new Date()), clientAsked());
  t.is(answer.status, 500);
  t.is(answer.body.error, 'server_error');
  await assertNoted(t, app, 'oidc_initial_access_token', JSON.stringify(answer.body));
});

test.serial('[A11] the token of one client manages no other one', async (t) => {
  const [mine, theirs] = [await registered(), await registered()];
  const token = String(mine.body.registration_access_token);
  await write(app, 'update oidc_registration_access_token set payload = payload || $2::jsonb where id = $1', [
    rowIdOf(token),
    JSON.stringify({ clientId: idOf(theirs) }),
  ]);
  const answer = await call(String(theirs.body.registration_client_uri), 'DELETE', token);
  t.is(answer.status, 500);
  await assertNoted(t, app, 'oidc_registration_access_token', JSON.stringify(answer.body));
  const { rows } = await write(app, 'select id from oidc_client where id = $1', [rowIdOf(idOf(theirs))]);
  t.is(rows.length, 1);
});
