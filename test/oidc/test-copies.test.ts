import test from 'ava';
import { TEST_RETURN_PATH, testCopyId } from '../../src/domain/test-copy.ts';
import { withTestCopies } from '../../src/oidc/clients/test-copies.ts';
import { SECRET } from '../helpers/client-app.ts';

const id = 'p-0b8f3f0e-3f5a-4d57-9a58-0a7f3f1e2d11';
const client = {
  client_id: id,
  client_name: 'Mi curso',
  client_secret: SECRET,
  secret_hashes: [{ hash: 'x', until: 1 }],
  jwks: { keys: [] },
  redirect_uris: ['https://mi-curso.example/vuelta'],
  post_logout_redirect_uris: ['https://mi-curso.example/adios'],
  backchannel_logout_uri: 'https://mi-curso.example/logout',
  scope: 'openid run offline_access',
  sector: 'rut-54000001-8',
  minimum_identity: 'documento',
  portal_state: 'certificacion',
};

test('a copy has the scopes, sector and state of its client, and the address of the portal alone', (t) => {
  const [, copy] = withTestCopies([client] as never, 'https://clave.example');
  t.like(copy, {
    client_id: testCopyId(id),
    redirect_uris: [`https://clave.example${TEST_RETURN_PATH}`],
    grant_types: ['authorization_code'],
    scope: 'openid run',
    sector: 'rut-54000001-8',
    minimum_identity: 'documento',
    portal_state: 'certificacion',
    require_pkce: true,
  });
});

test('a copy has no secret, key or address of its client', (t) => {
  const [, copy] = withTestCopies([client] as never, 'https://clave.example');
  t.notRegex(JSON.stringify(copy), new RegExp(`${SECRET}|mi-curso\\.example|secret_hashes|jwks`));
});

test('a client of the files has no copy', (t) => {
  t.is(withTestCopies([{ ...client, client_id: 'rce' }] as never, 'https://clave.example').length, 1);
});
