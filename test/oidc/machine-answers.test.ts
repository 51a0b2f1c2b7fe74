import { readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor, openClient, signIn } from '../helpers/client-app.ts';
import { clientAsked, initialToken, register } from '../helpers/sandbox.ts';
import type { Made } from '../machine-answers/cases.ts';
import { machineAnswers } from '../machine-answers/table.ts';

const FILE = new URL('../../docs/machine-answers.md', import.meta.url);
const API = 'https://cursos.example/api';
const scopes = ['cursos:leer'];
const noPerson = { grant_types: ['client_credentials'], redirect_uris: [], post_logout_redirect_uris: [], scope: '' };
const device = {
  grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
  redirect_uris: [],
  post_logout_redirect_uris: [],
};

const clients = [
  clientFileFor('capacita'),
  clientFileFor('pagina', { client_secret: undefined, token_endpoint_auth_method: 'none' }),
  clientFileFor('cursos', { resource_server: { identifier: API, scopes } }),
  clientFileFor('robot', { ...noPerson, resources: [{ identifier: API, scopes }] }),
  clientFileFor('kiosco', device),
];

async function make(app: TestApp): Promise<Made> {
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  const robot = await openClient(app, 'robot');
  const { access_token: jwt } = await oidc.clientCredentialsGrant(robot.config, { resource: API });
  const token = await initialToken(app);
  const { body } = await register(app, token, clientAsked({ client_name: 'Otro curso' }));
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? '',
    dead: 'x'.repeat(43),
    jwt,
    initialToken: token,
    clientAddress: new URL(String(body.registration_client_uri)).pathname,
    clientToken: String(body.registration_access_token),
  };
}

test('[O7, protocol 94] every answer of every machine endpoint is as docs/machine-answers.md has it', async (t) => {
  const app = await openTestApp({ env: { SANDBOX: 'yes', THROTTLES: 'off' }, clients });
  t.teardown(app.stop);
  const table = await machineAnswers(app, await make(app));
  const text = readFileSync(FILE, 'utf8');
  const [head = ''] = text.split(/^## /m);
  const now = `${head}${table}`;
  if (process.env.MACHINE_ANSWERS === 'write') writeFileSync(FILE, now);
  t.deepEqual(text.split('\n'), now.split('\n'), 'MACHINE_ANSWERS=write makes it anew; read what changed');
});

test('[O7] no answer of a machine endpoint other than a page sets a cookie, and every error has code, description and reference', (t) => {
  const rows = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => /^\| .* \| \d{3} \|/.test(line))
    .map((line) => line.split(' | '));
  t.true(rows.length > 150, String(rows.length));
  for (const [what, status = '', type, error = '', cache = '', cookies] of rows) {
    if (!type?.startsWith('text/html')) t.is(cookies, 'none', what);
    t.regex(
      cache,
      status.startsWith('2') || status === '304' ? /^(no-store|public, max-age=\d+)$/ : /^no-store$/,
      what,
    );
    if (Number(status) >= 400 && type?.startsWith('application/json'))
      t.regex(error, /^`[a-z_]+`: [\x20\x21\x23-\x5b\x5d-\x7e]+ \(reference|^–$/, what);
  }
});
