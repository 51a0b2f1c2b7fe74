import { generateKeyPairSync } from 'node:crypto';
import { type Configuration, errors, type JWK } from 'oidc-provider';
import { ttl } from '../../../src/oidc/lifetimes.ts';
import { routes } from '../../../src/oidc/routes.ts';
import { apis, bareClients } from '../place/clients.ts';
import { memoryStore } from './store.ts';

/** Settings of the library: what production needs of it, and nothing that is ours. */
export async function bareSettings(): Promise<Configuration> {
  return {
    adapter: memoryStore,
    clients: [...bareClients] as NonNullable<Configuration['clients']>,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    cookies: { keys: ['a key of the cookies of a run'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7) },
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo: resourceOf },
    },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => claimsOf(id) }),
    interactions: { url: (_ctx, { uid }) => `/ingresar/${uid}` },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    jwks: { keys: [privateKey('ec'), privateKey('rsa')] },
    loadExistingGrant,
    pkce: { required: () => true },
    routes: { ...routes, registration: '/oidc/register' },
    rotateRefreshToken: true,
    scopes: ['openid', 'profile', 'email', 'phone', 'address'],
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'] },
    ttl,
  };
}

const claimsOf = (sub: string) => ({
  sub,
  name: 'Ana Soto Rojas',
  given_name: 'Ana',
  family_name: 'Soto Rojas',
  email: `${sub}@correo.example`,
  email_verified: true,
});

/** A grant for each client at once: they are all first-party, as ours. */
const loadExistingGrant: NonNullable<Configuration['loadExistingGrant']> = async (ctx) => {
  const { client, session, provider, result } = ctx.oidc;
  const clientId = client?.clientId ?? '';
  const known = result?.consent?.grantId ?? session?.grantIdFor(clientId);
  const found = known && (await provider.Grant.find(known));
  if (found) return found;
  const grant = new provider.Grant({ clientId, accountId: session?.accountId ?? '' });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
};

const resourceOf = async (_ctx: unknown, indicator: string) => {
  const [format, api] = Object.entries(apis).find(([, { identifier }]) => identifier === indicator) ?? [];
  if (!api) throw new errors.InvalidTarget();
  const opaque = { audience: indicator, scope: api.scope, accessTokenTTL: 600, accessTokenFormat: 'opaque' as const };
  return format === 'jwt'
    ? { ...opaque, accessTokenFormat: 'jwt' as const, jwt: { sign: { alg: 'ES256' as const } } }
    : opaque;
};

/** The kinds of our keyring: P-256 and RSA of 2048 bits. */
function privateKey(kind: 'ec' | 'rsa'): JWK {
  const { privateKey: key } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...key.export({ format: 'jwk' }), alg: kind === 'ec' ? 'ES256' : 'RS256', use: 'sig', kid: kind } as JWK;
}
