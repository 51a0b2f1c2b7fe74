import type { Context, Next } from 'koa';
import type { Client, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { GrantMark } from '../grant-mark.ts';
import { type Claims, type SigningKey, verifiedClaims } from '../jws.ts';
import type { TokenStands } from '../portal-standing.ts';
import { isMeantFor } from '../resource-servers.ts';

interface JwtNeeds {
  readonly issuer: string;
  readonly signing: readonly SigningKey[];
  readonly grants: GrantMark;
  readonly now: () => Date;
  readonly stands: TokenStands;
}

const SIGNED = 'application/token-introspection+jwt';

/**
 * The library refuses to introspect any JWT (`unsupported_token_type`). From here on each is answered with 200 (RFC
 * 7662, 2.2): an access token of ours (RFC 9068) with its data, to its own client or to the API in its `aud`, while it
 * has not expired, its client is registered, its organisation stands and its grant is in force; every other JWT with `{"active": false}`.
 */
export function introspectJwts(provider: Provider, needs: JwtNeeds) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const { error } = (ctx.body ?? {}) as { readonly error?: unknown };
    if (oidc?.route !== 'introspection' || error !== 'unsupported_token_type' || !oidc.client) return;
    ctx.status = 200;
    ctx.body = await introspected(provider, needs, String(oidc.params?.token), oidc.client);
    if (oidc.client.introspectionSignedResponseAlg && ctx.accepts('json', SIGNED) === SIGNED)
      await sign(provider, ctx as unknown as KoaContextWithOIDC);
  };
}

async function introspected(provider: Provider, needs: JwtNeeds, token: string, asker: Client): Promise<Claims> {
  const expected = { alg: 'ES256', typ: 'at+jwt', issuer: needs.issuer, currentDate: needs.now() } as const;
  const claims = await verifiedClaims(needs.signing, token, expected);
  if (!claims || !mayKnow(asker, claims)) return { active: false };
  const owner = await provider.Client.find(String(claims.client_id));
  if (!owner) return { active: false };
  const holder = await holderOf(provider, needs.grants, claims);
  if (holder === undefined) return { active: false };
  const { credencial: credential, aud, scope } = claims;
  if (!(await needs.stands(owner, { credential, aud, scope, ...holder }))) return { active: false };
  return {
    active: true,
    ...claims,
    token_type: (claims.cnf as { jkt?: string } | undefined)?.jkt ? 'DPoP' : 'Bearer',
  };
}

/** As for opaque tokens (features.ts): its own client, or the API that it is meant for. */
const mayKnow = (asker: Client, { client_id, aud }: Claims): boolean =>
  client_id === asker.clientId || isMeantFor(asker, aud as string | readonly string[] | undefined);

/**
 * Of whom a token is, by its grant; undefined where that is not in force. A machine's token has no grant, and its own
 * client as its subject (RFC 9068, 2.2).
 */
async function holderOf(
  { Grant }: Provider,
  grants: GrantMark,
  { jti, sub, client_id }: Claims,
): Promise<{ readonly holder?: string | undefined } | undefined> {
  const grantId = grants.open(jti);
  if (grantId === undefined) return sub === client_id ? {} : undefined;
  const grant = await Grant.find(grantId, { ignoreExpiration: true });
  const stands = grant !== undefined && !grant.isExpired && grant.clientId === client_id;
  return stands ? { holder: grant.accountId } : undefined;
}

/** As the library signs its own responses (RFC 9701, 5). */
async function sign(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const { body } = ctx as unknown as { readonly body: Claims };
  const token = new provider.IdToken({}, { ctx } as never) as unknown as {
    extra: object;
    issue(how: { readonly use: 'introspection' }): Promise<string>;
  };
  token.extra = {
    token_introspection: body,
    aud: body.aud ?? ctx.oidc.client?.clientId,
  };
  ctx.body = await token.issue({ use: 'introspection' });
  ctx.type = `${SIGNED}; charset=utf-8`;
}
