import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Deps } from '../ports/deps.ts';
import { recordOf } from './claims.ts';
import { ownFields } from './clients/metadata.ts';
import { consentInForce, grantAsAgreed } from './consent.ts';

type LoadGrant = NonNullable<Configuration['loadExistingGrant']>;

/**
 * The grant of this session and client. SENCE's own clients need no consent (the basis is a legal function): their
 * grant is made here and covers what is requested. That of other clients contains what the user agreed to, in whichever
 * session; there is none if nothing was agreed to for the current purpose: then the consent page asks.
 */
export function existingGrant({ consents }: Pick<Deps, 'consents'>): LoadGrant {
  return async (ctx) => {
    const { client, session, account } = ctx.oidc;
    const record = recordOf(account);
    if (!client || !session?.accountId || !record) return undefined;
    if (ownFields(client).first_party) return widened(ctx, await grantOfSession(ctx, session.accountId));
    const holder = session.accountId;
    const inForce = () => consentInForce(consents, record, holder, client);
    const consent = await inForce();
    return consent && grantAsAgreed(await grantOfSession(ctx, holder), consent, inForce);
  };
}

/** The grant of this session for this client, or a new one. */
async function grantOfSession({ oidc }: KoaContextWithOIDC, accountId: string): Promise<Grant> {
  const { session, provider } = oidc;
  const clientId = String(oidc.client?.clientId);
  const id = session?.grantIdFor(clientId);
  const known = id ? await provider.Grant.find(id) : undefined;
  return known?.accountId === accountId ? known : new provider.Grant({ clientId, accountId });
}

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

/** Scopes of APIs that are requested and open, and not in the grant yet (RFC 8707). */
function missingOfApis({ resourceServers, requestParamScopes }: KoaContextWithOIDC['oidc'], grant: Grant) {
  return Object.entries(resourceServers ?? {}).flatMap(([indicator, { scopes }]): [string, string[]][] => {
    const open = [...scopes].filter((scope) => requestParamScopes.has(scope));
    const granted = grant.getResourceScopeFiltered(indicator, new Set(open)).split(' ');
    const missing = open.filter((scope) => !granted.includes(scope));
    return missing.length > 0 ? [[indicator, missing]] : [];
  });
}
