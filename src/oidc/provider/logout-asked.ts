import type { KoaContextWithOIDC } from 'oidc-provider';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { browserSession } from '../browser-session.ts';
import type { SubjectOf } from '../subject.ts';
import type { LogoutAsked, ProviderPages } from './provider-pages.ts';

/** Asks, unless the hint proves that the requester has an ID token of this very session (rules, Logout). */
export function askUnlessProved(pages: Pick<ProviderPages, 'logout' | 'logoutNow'>, subjectOf: SubjectOf) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const asked = logoutAsked(ctx);
    if (!(await isOfThisSession(ctx, subjectOf))) return pages.logout(ctx, asked);
    await pages.logoutNow(ctx, asked);
    const { provider, session } = ctx.oidc;
    // Otherwise the session would be written back at the end of this request.
    await session?.destroy();
    browserSession(provider, provider.issuer).forget(ctx);
  };
}

/** The request at the end_session endpoint, once the provider has checked it. */
function logoutAsked({ oidc }: KoaContextWithOIDC): LogoutAsked {
  const { session, client, params } = oidc;
  const clientId = client?.clientId;
  const known = clientsOf(session?.authorizations);
  return {
    holder: session?.accountId ?? '',
    uid: session?.uid ?? '',
    clientId,
    // An internal client is not named: it is Clave Sence itself.
    client: client && !isInternalClient(client.clientId) ? { name: client.clientName ?? client.clientId } : undefined,
    returnTo: returnTo(params?.post_logout_redirect_uri, params?.state),
    waits: client && { name: client.clientName ?? client.clientId, native: client.applicationType === 'native' },
    othersTakePart:
      clientId !== undefined && !isInternalClient(clientId) && known.includes(clientId) && known.length > 1,
  };
}

type Authorizations = Readonly<Record<string, { readonly sid?: string | undefined }>> | undefined;

/** The clients that know the session: one to which the user has not agreed has no sid. */
const clientsOf = (authorizations: Authorizations): readonly string[] =>
  Object.entries(authorizations ?? {}).flatMap(([clientId, { sid }]) => (sid ? [clientId] : []));

/** The address was compared with the client's file before. */
function returnTo(address: unknown, state: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const url = new URL(address);
  if (typeof state === 'string') url.searchParams.set('state', state);
  return url.href;
}

/**
 * Whether the hint is an ID token of this very session (OpenID Connect RP-Initiated Logout 1.0, 2): issued to this
 * client, for this subject and with this `sid`. The provider has checked signature, issuer and audience before; its
 * expiry does not matter.
 */
async function isOfThisSession(ctx: KoaContextWithOIDC, subjectOf: SubjectOf): Promise<boolean> {
  const { session, client, entities } = ctx.oidc;
  const hint = entities.IdTokenHint as Hint | undefined;
  if (!hint || !client || !session?.accountId) return false;
  const sid = session.authorizations?.[client.clientId]?.sid;
  // Other tokens of this provider have a type of their own (logout+jwt, at+jwt, secevent+jwt).
  if (hint.header.typ !== undefined || sid === undefined || hint.payload.sid !== sid) return false;
  return hint.payload.sub === (await subjectOf(ctx, session.accountId, client));
}

interface Hint {
  readonly header: { readonly typ?: unknown };
  readonly payload: { readonly sub?: unknown; readonly sid?: unknown };
}
