import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { openTestApp } from '../helpers/app.ts';
import { clientFileFor, openClient, post, signIn } from '../helpers/client-app.ts';

const NEW = 'the-new-secret-of-this-platform-of-2026';
const OLD = 'the-old-secret-of-this-platform-of-2025';
/** Every character that a secret may have and that has a meaning in a form or in HTTP Basic. */
const ODD = 'a%2B+b:c&d=e/f?g#h "i" \\j [k] {l} ~!';

async function open(t: ExecutionContext, secret: string, method = 'client_secret_basic') {
  const app = await openTestApp({
    env: { THROTTLES: 'off', CAPACITA_SECRET: secret },
    clients: [
      clientFileFor('capacita', {
        client_secret: undefined,
        client_secret_env: 'CAPACITA_SECRET',
        token_endpoint_auth_method: method,
      }),
    ],
  });
  t.teardown(app.stop);
  return app;
}

test('while a secret changes, the new one and the old one both sign people in', async (t) => {
  const app = await open(t, `${NEW},${OLD}`);
  for (const secret of [NEW, OLD]) {
    const client = await openClient(app, 'capacita', oidc.ClientSecretBasic(secret));
    t.truthy((await signIn(client)).tokens.access_token, secret);
  }
});

test('both are accepted in the form as well', async (t) => {
  const app = await open(t, `${NEW},${OLD}`, 'client_secret_post');
  for (const secret of [NEW, OLD]) {
    const client = await openClient(app, 'capacita', oidc.ClientSecretPost(secret));
    t.truthy((await signIn(client)).tokens.access_token, secret);
  }
});

test('after the old one is removed from the environment it opens nothing; nor do both together, or any other', async (t) => {
  const app = await open(t, NEW);
  const ask = (secret: string) =>
    post(app, '/oidc/token', { grant_type: 'refresh_token', refresh_token: 'x' }, basicOf('capacita', secret));
  t.is((await ask(NEW)).body.error, 'invalid_grant', 'the platform is known, and its token is not');
  for (const secret of [OLD, `${NEW},${OLD}`, `${NEW},`, `${NEW}x`, NEW.slice(0, -1), 'undefined', ' ']) {
    const { status, body } = await ask(secret);
    t.deepEqual([status, body.error], [401, 'invalid_client'], secret);
  }
});

test('while both are valid, the value of the variable as a whole is no secret', async (t) => {
  const app = await open(t, `${NEW},${OLD}`);
  const { status } = await post(
    app,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: 'x' },
    {
      ...basicOf('capacita', `${NEW},${OLD}`),
    },
  );
  t.is(status, 401);
});

test('a secret of any printable characters works in HTTP Basic when it is percent-encoded (RFC 6749, 2.3.1)', async (t) => {
  const app = await open(t, ODD);
  t.truthy((await signIn(await openClient(app, 'capacita', oidc.ClientSecretBasic(ODD)))).tokens.access_token);
  const { body } = await post(
    app,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: 'x' },
    basicOf('capacita', ODD),
  );
  t.is(body.error, 'invalid_grant');
});

/** RFC 6749, 2.3.1: id and secret are encoded as in a form before they are joined. */
function basicOf(id: string, secret: string) {
  const pair = [id, secret].map((one) => new URLSearchParams({ one }).toString().slice('one='.length)).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
