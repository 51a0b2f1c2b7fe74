/** The code that the sheet of a machine shows, run as it is copied. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { importSPKI, jwtVerify } from 'jose';
import { machineCode } from '../../../../src/features/developers/machines/machine-code.ts';
import { json, localHttp } from '../../../helpers/local-http.ts';
import { keyPair } from '../../../helpers/machines.ts';

const CLIENT = 'm-1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11';
const asked = { clientId: CLIENT, resource: 'https://api-cursos.example', scope: 'cursos:leer', kid: 'llave-1' };

test('the program asks for a token with the key of its folder and the kid of the sheet', async (t) => {
  const server = await localHttp((request, response) => {
    const issuer = `http://${request.headers.host}`;
    const token = { access_token: 'uno', token_type: 'Bearer' };
    json(response, 200, request.method === 'POST' ? token : { issuer, token_endpoint: `${issuer}/oidc/token` });
  });
  t.teardown(() => server.close());
  const issuer = `http://127.0.0.1:${server.port}`;
  const { publicPem, privateKey } = keyPair();
  const code = machineCode({ ...asked, issuer, tokenEndpoint: `${issuer}/oidc/token` }).withKey;

  const folder = newFolder();
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'clave-privada.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(path.join(folder, 'programa.mjs'), `${code}\nconsole.log(access_token);\n`);
  const child = spawn(process.execPath, ['programa.mjs'], { cwd: folder });
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr)]);
  t.is(said, 'uno\n', wrong);

  const form = new URLSearchParams(server.asked.find(({ method }) => method === 'POST')?.body);
  t.like(Object.fromEntries(form), { resource: asked.resource, scope: asked.scope, grant_type: 'client_credentials' });
  const key = await importSPKI(publicPem, 'ES256');
  const { protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', key, { subject: CLIENT });
  t.is(protectedHeader.kid, asked.kid);
});

test('over https the code allows no plain http', (t) => {
  const issuer = 'https://clave.sence.example';
  const { withKey, withSecret } = machineCode({ ...asked, issuer, tokenEndpoint: `${issuer}/oidc/token` });
  t.false(withKey.includes('allowInsecureRequests'));
  t.regex(withSecret, /^curl -u "m-1f0c9a52[^"]+:\$SECRETO" https:/);
});

/** Below the project, so that the program finds its library. */
function newFolder(): string {
  const below = fileURLToPath(new URL('../../../../var', import.meta.url));
  mkdirSync(below, { recursive: true });
  return mkdtempSync(path.join(below, 'maquina-'));
}
