/** Where a machine asks for a token, and what for. */
interface Asked {
  readonly issuer: string;
  readonly clientId: string;
  readonly tokenEndpoint: string;
  readonly resource: string;
  readonly scope: string;
  /** Of the newest key; undefined where the machine has none. */
  readonly kid: string | undefined;
}

/** What a reader copies to get a token: a command for a secret, and a program of Node.js for a key on P-256. */
export const machineCode = (asked: Asked) => ({ withSecret: withSecret(asked), withKey: withKey(asked) });

const withSecret = ({ clientId, tokenEndpoint, resource, scope }: Asked): string =>
  [
    `curl -u "${clientId}:$SECRETO" ${tokenEndpoint} \\`,
    '  -d grant_type=client_credentials \\',
    `  -d resource=${resource} \\`,
    `  -d "scope=${scope}"`,
  ].join('\n');

/** As docs/machine-access.md has it. Plain http is for a server of this machine alone. */
const withKey = ({ issuer, clientId, resource, scope, kid }: Asked): string =>
  [
    "import { readFile } from 'node:fs/promises';",
    "import * as client from 'openid-client';",
    '',
    "const pem = await readFile('clave-privada.pem', 'utf8');",
    "const der = Buffer.from(pem.replace(/-----[^-]+-----|\\s/g, ''), 'base64');",
    "const curve = { name: 'ECDSA', namedCurve: 'P-256' };",
    "const key = await crypto.subtle.importKey('pkcs8', der, curve, false, ['sign']);",
    `const auth = client.PrivateKeyJwt({ key, kid: '${kid ?? 'KID_DE_SU_CLAVE'}' });`,
    ...(issuer.startsWith('http:') ? ['const local = { execute: [client.allowInsecureRequests] };'] : []),
    `const issuer = new URL('${issuer}');`,
    `const id = '${clientId}';`,
    `const config = await client.discovery(issuer, id, {}, auth${issuer.startsWith('http:') ? ', local' : ''});`,
    `const asked = { resource: '${resource}', scope: '${scope}' };`,
    'const { access_token } = await client.clientCredentialsGrant(config, asked);',
  ].join('\n');
