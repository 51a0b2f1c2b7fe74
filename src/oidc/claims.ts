import {
  type Client,
  errors,
  type FindAccount,
  type KoaContextWithOIDC,
  type Account as OidcAccount,
} from 'oidc-provider';
import { invitationBy } from '../account/invitations.ts';
import { actorInForce } from '../account/representation.ts';
import type { Account } from '../domain/account.ts';
import { type AuthErrorCode, authorizationErrors } from '../domain/authorization-errors.ts';
import { scopesOf } from '../domain/claims.ts';
import { type SessionBegun, wasEnded } from '../domain/ended-sessions.ts';
import { reaches } from '../domain/identity-level.ts';
import { isInternalClient } from '../domain/internal-clients.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Deps } from '../ports/deps.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { opensClaim, ownFields } from './clients/metadata.ts';
import { claveUnicaName, isClaveUnica } from './clients/profiles.ts';
import { isStillAgreed } from './consent.ts';
import { type Holder, type Pairwise, subjectClaims } from './subject-claims.ts';

/**
 * Whether this client may know who the user is, by the least identity that its file takes; one below `documento` is not
 * disclosed while another person contests it.
 */
export function mayLearnIdentity(client: Client, { identidad, contest }: Account): boolean {
  if (identidad === 'documento') return true;
  return contest === undefined && reaches(identidad, ownFields(client).minimum_identity);
}

/**
 * What the provider knows of a subject: only active accounts exist for it, a company only while the person who acts for
 * it is in force at the SII, a facilitador only while the company of the sign-in lets them in, and the identity only if it
 * may be disclosed. For a code or a token, none exists once the client has another purpose than the person agreed to.
 */
export function accountFinder(deps: Deps, pairwise: Pairwise): FindAccount {
  return async (ctx, id, token) => {
    const holder = await holderOf(deps, id).catch((fault) => reportOutage(ctx, fault));
    if (!holder || wasEnded(holder.account, sessionOf(ctx, token))) return undefined;
    const client =
      ctx.oidc?.client ??
      (token && 'clientId' in token ? await ctx.oidc.provider.Client.find(String(token.clientId)) : undefined);
    // A sign-in has no token yet: there the page of consent asks.
    if (token && client && !(await isStillAgreed(deps.consents, holder.account, id, client))) return undefined;
    return {
      ...accountFor(deps, client, holder, pairwise),
      record: holder.account,
      actor: holder.actor,
    } as OidcAccount;
  };
}

/**
 * At the authorization endpoint, an outage of a registry is reported to the waiting client; an internal client has its
 * page.
 */
function reportOutage({ oidc, state }: KoaContextWithOIDC, fault: unknown): never {
  const route = oidc?.route === 'authorization' || oidc?.route === 'resume';
  const waits = route && oidc.client && !isInternalClient(oidc.client.clientId);
  if (!waits || !(fault instanceof Unavailable) || fault.service === 'database') throw fault;
  Object.assign(state, { answer: 'registro-sin-respuesta' satisfies AuthErrorCode });
  throw new errors.TemporarilyUnavailable(authorizationErrors['registro-sin-respuesta'].description);
}

/** What a token states of itself. */
interface TokenSaid {
  readonly authTime?: number;
  readonly iat?: number;
  readonly sessionUid?: string;
}

/** The session of the request, and the time of its sign-in: from the token itself, or from the session. */
function sessionOf(ctx: KoaContextWithOIDC, token: object | undefined): SessionBegun {
  const { authTime, iat, sessionUid } = (token ?? {}) as TokenSaid;
  const session = ctx.oidc?.session;
  return { uid: token ? sessionUid : session?.uid, signedInAt: authTime ?? iat ?? session?.loginTs };
}

/** The account behind the provider's own wrapper. */
export function recordOf(account: OidcAccount | undefined): Account | undefined {
  return (account as { record?: Account } | undefined)?.record;
}

/** Whether the mobile on file belongs to the user who signs in: for a company, to the representative who acts. */
export function actsForItself(account: OidcAccount | undefined): boolean {
  const { record, actor } = (account ?? {}) as { record?: Account; actor?: Holder['actor'] };
  return record?.personal.company?.representative.run === actor?.run;
}

/** In a sign-in, a company's identity is that of the person who acts for it (rules, Companies). */
async function holderOf(deps: Deps, id: string): Promise<Holder | undefined> {
  const { accountId, actorSubject } = parsePrincipalId(id);
  const account = await deps.accounts.find(accountId);
  if (account?.state !== 'activa') return undefined;
  if (account.profile === 'facilitador') {
    const invitation = await invitationBy(deps, account, actorSubject);
    return invitation && { id, account, invitedBy: invitation.mandate.organisation };
  }
  if (account.profile !== 'juridica') return { id, account };
  const actor = actorSubject ? await actorInForce(deps, account, actorSubject) : undefined;
  return actor && { id, account: { ...account, identidad: actor.identidad }, actor };
}

function accountFor(deps: Deps, client: Client | undefined, holder: Holder, pairwise: Pairwise): OidcAccount {
  return {
    accountId: holder.id,
    claims: async (use, _scope, asked) => {
      const silent = use === 'id_token' && client && !ownFields(client).claims_in_id_token;
      // The library asks for auth_time and acr by itself: they need no look-up of the person or of a registry.
      const named = Object.keys(asked).some((name) => scopesOf(name).some((scope) => scope !== 'openid'));
      if (!client || (silent && !named)) return { sub: holder.id };
      const claims = await subjectClaims(deps, holder, {
        identity: mayLearnIdentity(client, holder.account),
        subjectOf: (subject) => pairwise(subject, client),
      });
      if (claims.name && isClaveUnica(client)) Object.assign(claims, { name: claveUnicaName(holder.account) });
      // Checked again when issued: neither scope nor parameter opens what the file does not; an ID token of a silent
      // request has what was asked.
      const serves = (name: string): boolean => opensClaim(client, name) && (!silent || name in asked);
      return { ...Object.fromEntries(Object.entries(claims).filter(([name]) => serves(name))), sub: holder.id };
    },
  };
}
