import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { ownFields } from './own-client-fields.ts';

/**
 * The grant of this session and platform. SENCE's own platforms need no consent (the basis is a legal function):
 * theirs is made here and covers what their file allows; others get theirs from the consent page.
 */
export const loadExistingGrant: Configuration['loadExistingGrant'] = async (ctx) => {
  const { client, session, result, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = id ? await provider.Grant.find(id) : undefined;
  if (!ownFields(client).first_party) return known;
  return known?.accountId === session.accountId
    ? widened(ctx, known)
    : widened(ctx, new provider.Grant({ clientId: client.clientId, accountId: session.accountId }));
};

type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

async function widened({ oidc }: KoaContextWithOIDC, grant: Grant): Promise<Grant> {
  const scopes = new Set(oidc.requestParamOIDCScopes);
  const granted = new Set([...grant.getOIDCScopeFiltered(scopes).split(' '), ...grant.getOIDCClaims()]);
  const wanted = [...scopes, ...oidc.requestParamClaims];
  const apis = missingOfApis(oidc, grant);
  if (wanted.every((name) => granted.has(name)) && apis.length === 0) return grant;
  grant.addOIDCScope([...scopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  for (const [indicator, missing] of apis) grant.addResourceScope(indicator, missing.join(' '));
  await grant.save();
  return grant;
}

/** Scopes of APIs that are asked and open, and not in the grant yet (RFC 8707). */
function missingOfApis({ resourceServers, requestParamScopes }: KoaContextWithOIDC['oidc'], grant: Grant) {
  return Object.entries(resourceServers ?? {}).flatMap(([indicator, { scopes }]): [string, string[]][] => {
    const open = [...scopes].filter((scope) => requestParamScopes.has(scope));
    const granted = grant.getResourceScopeFiltered(indicator, new Set(open)).split(' ');
    const missing = open.filter((scope) => !granted.includes(scope));
    return missing.length > 0 ? [[indicator, missing]] : [];
  });
}
