import { clientFileFor, redirectUriOf } from '../../helpers/client-app.ts';

/** Address of both sides, as production has it; the load asks them on loopback as a proxy would. */
export const ISSUER = 'https://clave.example';

/** Secret of every client, on both sides. */
export const CLIENT_SECRET = 'pV3nTq8rWz1mKx6sYb4uJd9hLf2gCe7a';

/** Clients of the run: two platforms, one whose tokens are bound by DPoP, one for companies, and a machine. */
export const ids = {
  first: 'primera',
  second: 'segunda',
  bound: 'firme',
  companies: 'empresas',
  machine: 'maquina',
} as const;

/** APIs that the machine calls: one reads JWTs, the other one introspects. */
export const apis = {
  jwt: { identifier: 'https://cursos.example/api', scope: 'cursos:leer' },
  opaque: { identifier: 'https://bodega.example/api', scope: 'bodega:leer' },
} as const;

const fromEnvironment = { client_secret: undefined, client_secret_env: 'BENCH_CLIENT_SECRET' };
const noPerson = { redirect_uris: [], post_logout_redirect_uris: [], scope: '' };

/** Files of these clients for CLIENTS_DIR. */
export const clientFiles: readonly object[] = [
  clientFileFor(ids.first, fromEnvironment),
  clientFileFor(ids.second, fromEnvironment),
  clientFileFor(ids.bound, { ...fromEnvironment, dpop_bound_access_tokens: true }),
  clientFileFor(ids.companies, { ...fromEnvironment, scope: 'openid profile email run empresa' }),
  apiFile('cursos', apis.jwt, 'jwt'),
  apiFile('bodega', apis.opaque, 'opaque'),
  clientFileFor(ids.machine, {
    ...fromEnvironment,
    ...noPerson,
    grant_types: ['client_credentials'],
    resources: [apis.jwt, apis.opaque].map(({ identifier, scope }) => ({ identifier, scopes: [scope] })),
  }),
];

function apiFile(id: string, { identifier, scope }: (typeof apis)['jwt' | 'opaque'], format: 'jwt' | 'opaque') {
  return clientFileFor(id, {
    ...fromEnvironment,
    ...noPerson,
    grant_types: [],
    resource_server: { identifier, scopes: [scope], access_token_format: format },
  });
}

/** The same clients as metadata of the library (OpenID Connect Registration 1.0, 2). */
export const bareClients = [
  ...[ids.first, ids.second, ids.bound].map((id) => ({
    client_id: id,
    client_secret: CLIENT_SECRET,
    redirect_uris: [redirectUriOf(id)],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    scope: 'openid profile email phone address',
    ...(id === ids.bound ? { dpop_bound_access_tokens: true } : {}),
  })),
  {
    client_id: ids.machine,
    client_secret: CLIENT_SECRET,
    redirect_uris: [],
    grant_types: ['client_credentials'],
    response_types: [],
  },
];
