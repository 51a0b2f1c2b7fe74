import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { clientFilesText, clientMistakeText } from '../../src/locales/es-CL/operator/clients.ts';
import { ClientFileError, readClients } from '../../src/oidc/clients/load.ts';
import { productionEnv } from '../helpers/production-env.ts';

const mistakes = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};
const names = (env: Record<string, string>): string[] =>
  mistakes(env)
    .map((line) => line.split(':')[0] ?? '')
    .sort();

const production = productionEnv;

test('an empty configuration is development with the rules of the guide', (t) => {
  t.like(readConfig({}), {
    production: false,
    policy: 'guia',
    port: 3000,
    issuer: 'http://localhost:3000',
    throttles: true,
  });
});

test('a complete production starts', (t) => {
  t.deepEqual(mistakes(production), []);
  t.true(readConfig(production).production);
});

test('[security 63] production refuses every setting without a value, all at once and by name', (t) => {
  t.deepEqual(names({ NODE_ENV: 'production' }), [
    'CIVIL_REGISTRY_URL',
    'CLAVE_POLICY',
    'DATABASE_URL',
    'ISSUER',
    'NIE_REGISTRY_URL',
    'OTEC_REGISTRY_URL',
    'SECRETS_KEY',
    'SMS_GATEWAY_URL',
    'SMTP_URL',
    'TAX_REGISTRY_URL',
    'TRAIL_HEAD_FILE',
    'TRUST_PROXY_HOPS',
  ]);
});

for (const [what, env, name] of [
  ['a short secret', { SECRETS_KEY: 'short' }, 'SECRETS_KEY'],
  ['a short older secret', { SECRETS_KEY: `${productionEnv.SECRETS_KEY},short` }, 'SECRETS_KEY'],
  ['an http issuer', { ISSUER: 'http://clave.example' }, 'ISSUER'],
  ['an issuer with a path', { ISSUER: 'https://clave.example/x' }, 'ISSUER'],
  ['a fixed captcha', { CAPTCHA_FIXED_ANSWER: 'CLAVE' }, 'CAPTCHA_FIXED_ANSWER'],
  ['switched-off throttles', { THROTTLES: 'off' }, 'THROTTLES'],
  ['a registry in plain', { TAX_REGISTRY_URL: 'http://:token@sii.example' }, 'TAX_REGISTRY_URL'],
  ['an unknown policy', { CLAVE_POLICY: 'otra' }, 'CLAVE_POLICY'],
  ['a port that is none', { PORT: 'ochenta' }, 'PORT'],
  ['a hold that is too short', { CONTACT_HOLD_HOURS: '23' }, 'CONTACT_HOLD_HOURS'],
  ['a hold that is too long', { CONTACT_HOLD_HOURS: '169' }, 'CONTACT_HOLD_HOURS'],
  ['no hold without its risk flag', { CONTACT_HOLD_HOURS: '0' }, 'CONTACT_HOLD_HOURS'],
  ['a trusted network without its length', { TRUSTED_NETWORKS: '200.54.10.7' }, 'TRUSTED_NETWORKS'],
  ['a trusted network that is none', { TRUSTED_NETWORKS: '200.54.10.0/24,municipio/24' }, 'TRUSTED_NETWORKS'],
  ['a trusted network of everybody', { TRUSTED_NETWORKS: '0.0.0.0/0' }, 'TRUSTED_NETWORKS'],
  ['a trusted IPv6 network that is too wide', { TRUSTED_NETWORKS: '2800::/16' }, 'TRUSTED_NETWORKS'],
  ['a metrics network of everybody', { METRICS_NETWORKS: '0.0.0.0/0' }, 'METRICS_NETWORKS'],
  ['a trusted IPv6 network of less than /64', { TRUSTED_NETWORKS: '2800:300:1:2::7/128' }, 'TRUSTED_NETWORKS'],
  ['a domain of passkeys that is an IP address', { WEBAUTHN_RP_ID: '192.0.2.7' }, 'WEBAUTHN_RP_ID'],
  ['a domain of passkeys that is not its own', { WEBAUTHN_RP_ID: 'otra.example' }, 'WEBAUTHN_RP_ID'],
  ['an alarm address that is none', { ALERTS_TO: 'turno@sence.example,mesa' }, 'ALERTS_TO'],
  ['an alarm for a host that cannot be', { ALERTS_TO: 'turno@sence-.example' }, 'ALERTS_TO'],
  ['hops that are none', { TRUST_PROXY_HOPS: '-1' }, 'TRUST_PROXY_HOPS'],
] as const) {
  test(`[security 63] production refuses ${what}`, (t) => t.deepEqual(names({ ...production, ...env }), [name]));
}

for (const [what, env] of [
  ['production', production],
  ['a sandbox that is no development', { ...production, SANDBOX: 'yes' }],
  ['an issuer elsewhere', { ...production, NODE_ENV: 'development' }],
] as const)
  test(`[R2] ${what} without DATABASE_URL is refused with the reason, not started on a database of its own`, (t) => {
    const [mistake, ...more] = mistakes({ ...env, DATABASE_URL: '' });
    t.regex(mistake ?? '', /^DATABASE_URL: en producción no se inicia una base de datos propia; indique la dirección/);
    t.deepEqual(more, []);
  });

test('[A11] production keeps the last head of the trail outside the database: its path is required', (t) => {
  const [mistake, ...more] = mistakes({ ...production, TRAIL_HEAD_FILE: '' });
  t.regex(
    mistake ?? '',
    /^TRAIL_HEAD_FILE: en producción el último sello de la bitácora se guarda fuera de la base de datos/,
  );
  t.deepEqual(more, []);
  t.deepEqual(names({ ...production, TRAIL_HEAD_FILE: 'var/head' }), ['TRAIL_HEAD_FILE'], 'a path from the root');
  t.is(readConfig({}).trailHeadFile, undefined);
});

test('[R2] production has no default for the number of proxies: all users would share one network', (t) => {
  const [mistake, ...more] = mistakes({ ...production, TRUST_PROXY_HOPS: '' });
  t.regex(mistake ?? '', /^TRUST_PROXY_HOPS: en producción no hay valor por omisión/);
  t.deepEqual(more, []);
  t.is(readConfig({ ...production, TRUST_PROXY_HOPS: '0' }).trustProxyHops, 0, 'said in words it is taken');
  t.is(readConfig({}).trustProxyHops, 0);
});

const made = productionEnv.SECRETS_KEY;

for (const [what, key] of [
  ['one letter', 'k'.repeat(32)],
  ['a repeated word', 'abc'.repeat(16)],
  ['a sequence', 'abcdefghijklmnopqrstuvwxyz012345'],
  ['an older one of one letter', `${made},${'k'.repeat(40)}`],
] as const) {
  test(`[A14] a SECRETS_KEY without entropy is refused, and the message says how to make one: ${what}`, (t) => {
    for (const env of [{ SECRETS_KEY: key }, { ...production, SECRETS_KEY: key }]) {
      const [mistake, ...more] = mistakes(env);
      t.regex(mistake ?? '', /^SECRETS_KEY: se puede adivinar.*openssl rand -base64 32$/);
      t.deepEqual(more, []);
      t.false(mistake?.includes(key), 'the key stands in no message');
    }
  });
}

test('[A14] every key of SECRETS_KEY that a machine made is accepted', (t) => {
  const keys = [made, randomBytes(32).toString('base64'), randomBytes(32).toString('hex')];
  t.deepEqual(readConfig({ ...production, SECRETS_KEY: keys.join(', ') }).secretsKeys, keys);
});

const carryData = [
  'SMS_GATEWAY_URL',
  'CIVIL_REGISTRY_URL',
  'TAX_REGISTRY_URL',
  'NIE_REGISTRY_URL',
  'OTEC_REGISTRY_URL',
] as const;

for (const name of carryData) {
  test(`[A14] ${name} is https, and plain http to this machine alone`, (t) => {
    for (const host of [
      'sms.example',
      'localhost.evil.example',
      'evil.localhost',
      'localhost.',
      '127.0.0.1.evil.example',
      '127.evil.example',
      '10.0.0.7',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
    ])
      for (const env of [{}, production])
        t.deepEqual(names({ ...env, [name]: `http://:a-token@${host}/x` }), [name], host);
    for (const host of ['localhost:81', '127.0.0.1', '127.8.8.8', '[::1]:8080', 'LOCALHOST'])
      t.deepEqual(names({ ...production, [name]: `http://:a-token@${host}/x` }), [], host);
  });

  test(`[A14] in production ${name} has a token, except on this machine`, (t) => {
    t.deepEqual(names({ ...production, [name]: 'https://service.example/x' }), [name]);
    t.deepEqual(names({ ...production, [name]: 'https://:@service.example/x' }), [name]);
    t.deepEqual(names({ ...production, [name]: 'http://127.0.0.1:81/x' }), []);
  });
}

test('[A14] EGRESS_ALLOW names hosts as they are in an address, and refuses an entry that would never match', (t) => {
  const allow = (value: string) => names({ ...production, EGRESS_ALLOW: value });
  t.deepEqual(allow('partner.internal, 10.0.0.7:8443,[fd00::7],[::1]:80,rce.example:443'), []);
  for (const wrong of [
    '*',
    '*.internal/',
    'https://partner.internal',
    'Partner.internal',
    'a b',
    '10.0.0.0/8',
    'a@b',
    '10.1',
  ])
    t.deepEqual(allow(`rce.example,${wrong}`), ['EGRESS_ALLOW'], wrong);
});

test('[security 63] an issuer that is not this machine means production, whatever NODE_ENV says', (t) => {
  t.true(names({ ISSUER: 'https://clave.example', NODE_ENV: 'development' }).includes('CLAVE_POLICY'));
});

test('networks and addresses are read by commas', (t) => {
  const env = {
    TRUSTED_NETWORKS: '200.54.10.0/24, 2800:300:10::/48',
    ALERTS_TO: 'turno@sence.example, mesa@sence.example',
  };
  t.like(readConfig(env), {
    trustedNetworks: ['200.54.10.0/24', '2800:300:10::/48'],
    alertsTo: ['turno@sence.example', 'mesa@sence.example'],
  });
  t.like(readConfig({}), { trustedNetworks: [], alertsTo: [] });
});

test('a sandbox is production with simulated registries: every other setting is required', (t) => {
  const {
    CIVIL_REGISTRY_URL: _,
    TAX_REGISTRY_URL: __,
    NIE_REGISTRY_URL: ___,
    OTEC_REGISTRY_URL: ____,
    ...rest
  } = production;
  t.deepEqual(names({ ...rest, SANDBOX: 'yes' }), []);
  t.like(readConfig({ ...rest, SANDBOX: 'yes' }), { production: true, sandbox: true, fictional: true });
  t.is(names(rest).length, 4, 'without the word the registries are missing');
  t.deepEqual(names({ NODE_ENV: 'production', SANDBOX: 'yes' }), [
    'CLAVE_POLICY',
    'DATABASE_URL',
    'ISSUER',
    'SECRETS_KEY',
    'SMS_GATEWAY_URL',
    'SMTP_URL',
    'TRAIL_HEAD_FILE',
    'TRUST_PROXY_HOPS',
  ]);
  const forbidden = { CAPTCHA_FIXED_ANSWER: 'CLAVE', THROTTLES: 'off' };
  t.deepEqual(names({ ...rest, ...forbidden, SANDBOX: 'yes' }), ['CAPTCHA_FIXED_ANSWER', 'THROTTLES']);
  t.deepEqual(names({ SANDBOX: 'si' }), ['SANDBOX']);
});

test('no sandbox is the default; development is fictional, production is not', (t) => {
  t.like(readConfig({}), { sandbox: false, fictional: true });
  t.like(readConfig(production), { sandbox: false, fictional: false });
});

test('the message says what each policy means', (t) => {
  const { CLAVE_POLICY: _, ...rest } = production;
  t.regex(mistakes(rest).join(), /guías de 2019.*recomendada/);
});

const client = {
  client_id: 'ejemplo',
  client_name: 'Ejemplo',
  redirect_uris: ['https://ejemplo.example/vuelta'],
  token_endpoint_auth_method: 'client_secret_basic',
  client_secret_env: 'EJEMPLO_SECRET',
  scope: 'openid profile',
  first_party: true,
  sector: 'sence',
  legal_basis: 'Ley 19.518, artículo 1',
  contacts: ['soporte@ejemplo.example'],
};
const env = { EJEMPLO_SECRET: productionEnv.SECRETS_KEY };

function clientMistakes(
  files: Record<string, unknown>,
  extra: { production?: boolean; env?: Record<string, string> } = {},
): readonly string[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  try {
    readClients({ directory, production: extra.production ?? false, env: extra.env ?? env });
    return [];
  } catch (error) {
    if (error instanceof ClientFileError) return error.mistakes.map(clientMistakeText);
    throw error;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const api = { identifier: 'https://api.example/', scopes: ['cursos:leer'] };
const caller = { ...client, client_id: 'otra', resources: [api] };

for (const [what, files, mistake] of [
  ['a name twice', { 'a.json': client, 'b.json': client }, 'b.json: client_id: "ejemplo" está también en a.json'],
  [
    'an API twice',
    { 'a.json': { ...client, resource_server: api }, 'b.json': { ...caller, resources: [], resource_server: api } },
    'b.json: resource_server.identifier: la API "https://api.example/" se declara también en a.json',
  ],
  [
    'an API without an owner',
    { 'b.json': caller },
    'b.json: resources.0.identifier: ninguna plataforma declara la API "https://api.example/"',
  ],
  [
    'a scope that the API does not know',
    { 'a.json': { ...client, resource_server: { ...api, scopes: ['cursos:borrar'] } }, 'b.json': caller },
    'b.json: resources.0.scopes: la API no tiene "cursos:leer"',
  ],
] as const) {
  test(`[security 32] files that have ${what} are refused together`, (t) => {
    t.deepEqual(clientMistakes(files), [mistake]);
  });
}

test('[security 28] in production only a native app has a loopback redirect (RFC 8252, 7.3)', (t) => {
  const local = { ...client, redirect_uris: ['http://127.0.0.1/vuelta'] };
  const wrong = 'a.json: redirect_uris.0: debe ser https; solo una aplicación nativa vuelve a su propio equipo';
  t.deepEqual(clientMistakes({ 'a.json': local }), []);
  t.deepEqual(clientMistakes({ 'a.json': local }, { production: true }), [wrong]);
  t.deepEqual(clientMistakes({ 'a.json': { ...local, application_type: 'native' } }, { production: true }), []);
});

test('a right client file is read', (t) => t.deepEqual(clientMistakes({ 'ejemplo.json': client }), []));

for (const [what, change, field] of [
  ['an http redirect', { redirect_uris: ['http://ejemplo.example/vuelta'] }, 'redirect_uris.0'],
  ['a wildcard redirect', { redirect_uris: ['https://*.ejemplo.example/vuelta'] }, 'redirect_uris.0'],
  ['a redirect with a fragment', { redirect_uris: ['https://ejemplo.example/#a'] }, 'redirect_uris.0'],
  ['a redirect with javascript', { redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris.0'],
  ['an implicit response type', { response_types: ['id_token'] }, 'response_types.0'],
  ['a password grant', { grant_types: ['password'] }, 'grant_types.0'],
  ['an unknown field', { redirect_uri: 'https://x.example' }, '(archivo)'],
  ['an unknown scope', { scope: 'openid todo' }, 'scope'],
  ['HS256', { id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg'],
  ['PKCE switched off without a recorded reason', { require_pkce: false }, 'pkce_exception'],
  [
    'PKCE switched off for a public client',
    {
      require_pkce: false,
      pkce_exception: 'una razón escrita',
      token_endpoint_auth_method: 'none',
      client_secret_env: undefined,
    },
    'require_pkce',
  ],
  [
    'private_key_jwt without keys',
    { token_endpoint_auth_method: 'private_key_jwt', client_secret_env: undefined },
    'jwks',
  ],
] as const) {
  test(`${what} is refused with file and field`, (t) => {
    const found = clientMistakes({ 'ejemplo.json': { ...client, ...change } });
    t.true(
      found.some((line) => line.startsWith(`ejemplo.json: ${field}:`)),
      found.join('\n'),
    );
  });
}

const claveUnica = {
  ...client,
  token_endpoint_auth_method: 'client_secret_post',
  id_token_signed_response_alg: 'RS256',
  scope: 'openid run name',
  claims_profile: 'claveunica',
  require_pkce: false,
  pkce_exception: 'Sistema escrito para ClaveÚnica, hasta su próxima versión',
};

test('a file of a system written for ClaveÚnica is read', (t) =>
  t.deepEqual(clientMistakes({ 'c.json': claveUnica }), []));

for (const [field, change] of [
  ['scope', { scope: 'openid run name email' }],
  ['scope', { scope: 'openid run' }],
  ['scope', { scope: 'openid run name', claims_profile: 'estandar' }],
  ['token_endpoint_auth_method', { token_endpoint_auth_method: 'client_secret_basic' }],
  ['require_pkce', { require_pkce: true }],
  ['id_token_signed_response_alg', { id_token_signed_response_alg: 'ES256' }],
  ['userinfo_signed_response_alg', { userinfo_signed_response_alg: 'RS256' }],
] as const) {
  test(`claims_profile claveunica does not go with ${JSON.stringify(change)}`, (t) => {
    const found = clientMistakes({ 'c.json': { ...claveUnica, ...change } });
    t.deepEqual(
      found.map((line) => line.split(':')[1]?.trim()),
      [field],
    );
  });
}

test('[A13] a system written for ClaveÚnica takes no declared identity: reported at load with file and field', (t) => {
  const both = { ...claveUnica, minimum_identity: 'declarada' };
  for (const production of [false, true]) {
    const [mistake, ...more] = clientMistakes(
      { 'c.json': both, 'd.json': { ...client, client_id: 'otra' } },
      { production },
    );
    t.regex(mistake ?? '', /^c\.json: minimum_identity: /);
    t.deepEqual(more, []);
  }
  t.deepEqual(clientMistakes({ 'c.json': { ...claveUnica, minimum_identity: 'documento' } }), []);
});

test('the word of before for what a file takes of an identity is refused, with the word of now', (t) => {
  for (const before of [true, false])
    t.deepEqual(clientMistakes({ 'c.json': { ...client, accepts_declared_identity: before } }), [
      'c.json: (archivo): no existe el campo "accepts_declared_identity"; se llama "minimum_identity"',
    ]);
  t.deepEqual(clientMistakes({ 'c.json': { ...client, minimum_identity: true } }), [
    'c.json: minimum_identity: debe ser la identidad que basta para saber quién es la persona: "declarada", "revisada" o "documento"',
  ]);
});

test('[R7] all mistakes of an incomplete file are reported at once, in words: what is required and what it means', (t) => {
  t.deepEqual(clientMistakes({ 'mi.json': { client_id: 'mi-curso' } }), [
    'mi.json: client_name: falta: el nombre que leen las personas, de 80 letras a lo más',
    'mi.json: contacts: falta: una lista de correos de quienes cuidan la plataforma',
    'mi.json: legal_basis: falta: la finalidad y la base legal, en una frase de 10 caracteres al menos',
    'mi.json: client_secret_env: falta: una plataforma confidencial nombra la variable de entorno que tiene su secreto',
    'mi.json: redirect_uris: falta: una lista de direcciones https a las que vuelven las personas (authorization_code necesita una al menos)',
    'mi.json: scope: falta: una lista de scopes separados por un espacio, como "openid profile"',
  ]);
});

test('[R7] mistakes of every kind are reported in one round: fields, combined fields, secrets, combined files', (t) => {
  const found = clientMistakes(
    {
      'a.json': {
        ...client,
        client_name: undefined,
        contacts: 'yo',
        redirect_uri: 'https://a.example/',
        scope: 'profile',
      },
      'b.json': { ...client, require_pkce: 'no', redirect_uris: ['http://b.example/'], grant_types: ['password'] },
      'c.json': { ...caller, client_secret_env: 'OTRO_SECRET', application_type: 'app', contacts: ['nadie'] },
      'd.json': '[]',
    },
    { production: true },
  );
  for (const mistake of [
    'a.json: client_name: falta: el nombre que leen las personas, de 80 letras a lo más',
    'a.json: contacts: debe ser una lista de correos de quienes cuidan la plataforma',
    'a.json: (archivo): no existe el campo "redirect_uri"; se llama "redirect_uris"',
    'a.json: scope: debe tener openid entre sus palabras',
    'b.json: require_pkce: debe ser true, "or_nonce" (PKCE o un nonce) o false (con pkce_exception)',
    'b.json: grant_types.0: debe ser "authorization_code", "refresh_token", "client_credentials" o "urn:ietf:params:oauth:grant-type:device_code"',
    'b.json: redirect_uris.0: debe ser una dirección https (http solo en este equipo), completa, sin comodín ni fragmento',
    'b.json: redirect_uris.0: debe ser https; solo una aplicación nativa vuelve a su propio equipo',
    'b.json: client_id: "ejemplo" está también en a.json',
    'c.json: application_type: debe ser "web" o "native"',
    'c.json: contacts.0: debe ser un correo',
    'c.json: client_secret_env: la variable de entorno OTRO_SECRET debe tener un secreto de 32 caracteres imprimibles al menos, o dos separados por una coma, el nuevo primero; cree uno con: openssl rand -base64 32',
    'c.json: resources.0.identifier: ninguna plataforma declara la API "https://api.example/"',
  ])
    t.true(found.includes(mistake), `${mistake}\nis not among\n${found.join('\n')}`);
  t.true(found.some((line) => line.startsWith('d.json: ')));
  t.notRegex(found.join('\n'), /undefined|Invalid input|received|expected|required|must be/);
});

test('[R7] a field that depends on a wrong one is not judged', (t) => {
  const found = clientMistakes({ 'a.json': { ...client, token_endpoint_auth_method: 'public', grant_types: 7 } });
  t.deepEqual(
    found.map((line) => line.split(': ')[1]),
    ['grant_types', 'token_endpoint_auth_method'],
  );
});

test('[R7] first_party is false and the sector is the client itself where a file of development says neither', (t) => {
  const { first_party: _, sector: __, ...least } = client;
  const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  writeFileSync(path.join(directory, 'e.json'), JSON.stringify(least));
  t.like(readClients({ directory, production: false, env })[0], { first_party: false, sector: 'ejemplo' });
  t.deepEqual(clientMistakes({ 'e.json': least }, { production: true }), [
    'e.json: sector: falta: el nombre de quienes comparten el sub con esta plataforma, como el de su organización; no cambia nunca',
  ]);
});

for (const key of [
  { kty: 'oct', k: 'c2VjcmV0bw' },
  { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' },
])
  test(`[R7] a private or symmetric key is refused with its place before the library sees it: ${key.kty}`, (t) => {
    const file = { ...client, client_secret_env: undefined, token_endpoint_auth_method: 'private_key_jwt' };
    t.deepEqual(clientMistakes({ 'e.json': { ...file, jwks: { keys: [key] } } }), [
      'e.json: jwks.keys.0: debe ser la mitad pública de una llave: "kty" EC, RSA u OKP, sin "d"',
    ]);
  });

test('mistakes of all files are reported at once', (t) => {
  const found = clientMistakes({
    'a.json': '{',
    'b.json': { ...client, sector: '?' },
    'c.json': client,
    'd.json': client,
  });
  for (const file of ['a.json', 'b.json: sector', 'd.json: client_id'])
    t.true(
      found.some((line) => line.startsWith(file)),
      file,
    );
});

test('a file that is no JSON is reported with the place, one that is no object with nothing else', (t) => {
  const found = clientMistakes({
    'a.json': '{"client_id": "a",\n}',
    'b.json': '{"client_id":\n hola}',
    'c.json': '',
    'd.json': '[]',
  });
  t.deepEqual(found, [
    'a.json: no es JSON: hay un error en la línea 2, columna 1',
    'b.json: no es JSON: no se espera «h» en «{"client_id": hola}»',
    'c.json: no es JSON: el texto termina antes de tiempo',
    'd.json: (archivo): debe ser un objeto JSON con los campos de una plataforma',
  ]);
});

test('a folder of clients that cannot be read is reported with its setting, under a line that counts the mistakes', (t) => {
  const directory = path.join(tmpdir(), 'no-such-folder-of-clients');
  const { mistakes = [] } =
    t.throws(() => readClients({ directory, production: true, env }), { instanceOf: ClientFileError }) ?? {};
  t.is(
    clientFilesText(mistakes),
    `Los archivos de plataformas (CLIENTS_DIR) tienen 1 error:\n  - ${directory}: no se puede leer (ENOENT); indique CLIENTS_DIR`,
  );
});

test('[R7] what the schema itself refuses inside of a field is in Spanish', (t) => {
  const wrong = {
    ...client,
    security_events: { endpoint: 7, events: ['x'], scopes: [] },
    resources: [{ scopes: [] }],
    jwks: { keys: ['x'] },
  };
  t.deepEqual(clientMistakes({ 'a.json': wrong }), [
    'a.json: jwks.keys.0: debe ser un objeto JSON',
    'a.json: resources.0.identifier: falta',
    'a.json: resources.0.scopes: la lista está vacía',
    'a.json: security_events.endpoint: debe ser un texto',
    'a.json: security_events.events.0: debe ser "account-disabled", "account-enabled", "account-purged", "data-rectified", "use-opposed", "identity-contested", "consent-withdrawn", "subject-replaced", "run-linked" o "representation-ended"',
    'a.json: security_events: no existe el campo "scopes"',
  ]);
});

test('a secret that the environment lacks, and a clear one in production, are refused', (t) => {
  t.regex(clientMistakes({ 'e.json': client }, { env: {} }).join(), /EJEMPLO_SECRET/);
  const clear = { ...client, client_secret_env: undefined, client_secret: 'x'.repeat(40) };
  t.deepEqual(clientMistakes({ 'e.json': clear }), []);
  t.regex(clientMistakes({ 'e.json': clear }, { production: true }).join(), /client_secret:/);
});

test('two secrets with a comma are accepted, newest first; three, a short one or none are refused by name', (t) => {
  const secrets = (value: string) => clientMistakes({ 'e.json': client }, { env: { EJEMPLO_SECRET: value } });
  const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
  t.deepEqual(secrets(`${one},${other}`), []);
  t.deepEqual(secrets(`${one}, ${other}`), []);
  for (const wrong of [
    '',
    one.slice(1),
    `${one},${other.slice(1)}`,
    `${one},`,
    `${one},${other},${one}`,
    `${one}\n${one}`,
  ])
    t.regex(secrets(wrong).join(), /^e\.json: client_secret_env: .*EJEMPLO_SECRET/, wrong);
});

test('[A14] in production the secret of a client has entropy, the former one too', (t) => {
  const [random, typed] = [randomBytes(32).toString('base64url'), 'abc'.repeat(12)];
  const read = (value: string) =>
    clientMistakes({ 'e.json': client }, { production: true, env: { EJEMPLO_SECRET: value } });
  t.deepEqual(read(random), []);
  for (const value of [typed, `${random},${typed}`, `${typed},${random}`]) {
    const [mistake, ...more] = read(value);
    t.regex(mistake ?? '', /^e\.json: client_secret_env: EJEMPLO_SECRET se puede adivinar.*openssl rand/);
    t.deepEqual(more, []);
    t.false(mistake?.includes(typed));
  }
});

test('a sandbox accepts simulated clients, with their secrets in the environment alone', (t) => {
  const simulated = { ...client, simulado: true, redirect_uris: [`http://localhost:$${'{EXAMPLE_PORT}'}/vuelta`] };
  const refused = (act: () => unknown) =>
    clientFilesText(t.throws(act, { instanceOf: ClientFileError })?.mistakes ?? []);
  const read = (file: object, extra: Record<string, string>) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
    writeFileSync(path.join(directory, 'e.json'), JSON.stringify(file));
    t.teardown(() => rmSync(directory, { recursive: true }));
    return readClients({ directory, production: true, fictional: true, env: extra });
  };
  t.like(read(simulated, { ...env, EXAMPLE_PORT: '4001' })[0], { redirect_uris: ['http://localhost:4001/vuelta'] });
  t.regex(
    refused(() => read(simulated, {})),
    /EJEMPLO_SECRET/,
  );
  const clear = { ...simulated, client_secret_env: undefined, client_secret: 'x'.repeat(40) };
  t.regex(
    refused(() => read(clear, {})),
    /client_secret: un secreto en un archivo/,
  );
});

test('production ignores simulated clients, whatever else their files contain', (t) => {
  const directory = fileURLToPath(new URL('../../clients', import.meta.url));
  t.deepEqual(readClients({ directory, production: true, env: {} }), []);
});

test('passkeys belong to the host of the issuer or a domain above it, never to an address or a domain of one label', (t) => {
  const rpId = (env: Record<string, string>) => readConfig(env).webauthnRpId;
  t.is(rpId({}), 'localhost');
  t.is(rpId({ ISSUER: 'http://127.0.0.1:3000' }), undefined, 'no passkeys there, and the server starts all the same');
  t.is(rpId({ ISSUER: 'http://[::1]:3000' }), undefined);
  const at = { ...production, ISSUER: 'https://clave.sence.example' };
  t.is(rpId(at), 'clave.sence.example');
  t.is(rpId({ ...at, WEBAUTHN_RP_ID: 'sence.example' }), 'sence.example');
  for (const [value, reason] of [
    ['192.0.2.7', /dirección IP/],
    ['[::1]', /dirección IP/],
    ['::1', /dirección IP/],
    ['https://clave.sence.example', /sin https/],
    ['clave.sence.example:443', /sin https/],
    ['Clave.sence.example', /minúsculas/],
    ['otra.example', /host de ISSUER/],
    ['ence.example', /host de ISSUER/],
    ['a.clave.sence.example', /host de ISSUER/],
    ['example', /host de ISSUER/],
  ] as const) {
    const [mistake, ...more] = mistakes({ ...at, WEBAUTHN_RP_ID: value });
    t.regex(mistake ?? '', /^WEBAUTHN_RP_ID: /, value);
    t.regex(mistake ?? '', reason, value);
    t.deepEqual(more, []);
  }
});
