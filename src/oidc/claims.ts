import {
  type Client,
  errors,
  type FindAccount,
  type KoaContextWithOIDC,
  type Account as OidcAccount,
} from 'oidc-provider';
import { actorInForce } from '../account/representation.ts';
import type { Account } from '../domain/account.ts';
import { type AuthErrorCode, authorizationErrors } from '../domain/authorization-errors.ts';
import { scopesOf } from '../domain/claims.ts';
import { type SessionBegun, wasEnded } from '../domain/ended-sessions.ts';
import { isInternalClient } from '../domain/internal-clients.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Deps } from '../ports/deps.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { opensClaim, ownFields } from './clients/metadata.ts';
import { claveUnicaName, isClaveUnica } from './clients/profiles.ts';
import { type Holder, type Pairwise, subjectClaims } from './subject-claims.ts';

/** Whether this platform may hear who this is; a declared identity is not told while somebody contests it. */
export function mayLearnIdentity(client: Client, account: Account): boolean {
  if (account.identidad === 'documento') return true;
  return account.contest === undefined && ownFields(client).accepts_declared_identity;
}

/**
 * What the provider knows of a holder: only active accounts exist for it, a company only while whoever acts is in
 * force at the SII, and identity only where it may be told.
 */
export function accountFinder(deps: Deps, pairwise: Pairwise): FindAccount {
  return async (ctx, id, token) => {
    const holder = await holderOf(deps, id).catch((fault) => tellSilence(ctx, fault));
    if (!holder || wasEnded(holder.account, sessionOf(ctx, token))) return undefined;
    const client =
      ctx.oidc?.client ??
      (token && 'clientId' in token ? await ctx.oidc.provider.Client.find(String(token.clientId)) : undefined);
    return { ...toldTo(deps, client, holder, pairwise), record: holder.account, actor: holder.actor } as OidcAccount;
  };
}

/** At the authorization endpoint a silent registry is told to the platform that waits; a wing of the house has its page. */
function tellSilence({ oidc, state }: KoaContextWithOIDC, fault: unknown): never {
  const route = oidc?.route === 'authorization' || oidc?.route === 'resume';
  const waits = route && oidc.client && !isInternalClient(oidc.client.clientId);
  if (!waits || !(fault instanceof Unavailable) || fault.service === 'database') throw fault;
  Object.assign(state, { answer: 'registro-sin-respuesta' satisfies AuthErrorCode });
  throw new errors.TemporarilyUnavailable(authorizationErrors['registro-sin-respuesta'].description);
}

/** What a token says of itself. */
interface TokenSaid {
  readonly authTime?: number;
  readonly iat?: number;
  readonly sessionUid?: string;
}

/** The session of whoever asks, and when that person signed in: by a token's own word, or by the session's. */
function sessionOf(ctx: KoaContextWithOIDC, token: object | undefined): SessionBegun {
  const { authTime, iat, sessionUid } = (token ?? {}) as TokenSaid;
  const session = ctx.oidc?.session;
  return { uid: token ? sessionUid : session?.uid, signedInAt: authTime ?? iat ?? session?.loginTs };
}

/** The account behind the provider's own wrapper. */
export function recordOf(account: OidcAccount | undefined): Account | undefined {
  return (account as { record?: Account } | undefined)?.record;
}

/** Whether the mobile on file is that of whoever signs in: of a company, the representative's who acts. */
export function actsForItself(account: OidcAccount | undefined): boolean {
  const { record, actor } = (account ?? {}) as { record?: Account; actor?: Holder['actor'] };
  return record?.personal.company?.representative.run === actor?.run;
}

/** A company's identity in a sign-in is that of whoever acts for it (rules, Companies). */
async function holderOf(deps: Deps, id: string): Promise<Holder | undefined> {
  const { accountId, actorSubject } = parsePrincipalId(id);
  const account = await deps.accounts.find(accountId);
  if (account?.state !== 'activa') return undefined;
  if (account.profile !== 'juridica') return { id, account };
  const actor = actorSubject ? await actorInForce(deps, account, actorSubject) : undefined;
  return actor && { id, account: { ...account, identidad: actor.identidad }, actor };
}

function toldTo(deps: Deps, client: Client | undefined, holder: Holder, pairwise: Pairwise): OidcAccount {
  return {
    accountId: holder.id,
    claims: async (use, _scope, asked) => {
      const silent = use === 'id_token' && client && !ownFields(client).claims_in_id_token;
      // The library asks for auth_time and acr by itself: they need no look at the person, nor at any registry.
      const named = Object.keys(asked).some((name) => scopesOf(name).some((scope) => scope !== 'openid'));
      if (!client || (silent && !named)) return { sub: holder.id };
      const told = await subjectClaims(deps, holder, {
        identity: mayLearnIdentity(client, holder.account),
        subjectOf: (subject) => pairwise(subject, client),
      });
      if (told.name && isClaveUnica(client)) Object.assign(told, { name: claveUnicaName(holder.account) });
      // Once more at issue: neither scope nor parameter opens what the file does not; a silent ID token has what was asked.
      const serves = (name: string): boolean => opensClaim(client, name) && (!silent || name in asked);
      return { ...Object.fromEntries(Object.entries(told).filter(([name]) => serves(name))), sub: holder.id };
    },
  };
}
