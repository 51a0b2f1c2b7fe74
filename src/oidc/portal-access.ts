import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { roleIn } from '../account/memberships.ts';
import type { Here } from '../account/who-is-in.ts';
import { type AuthErrorCode, authorizationErrors } from '../domain/authorization-errors.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import { recordOf } from './claims.ts';
import { portalOf } from './clients/portal-fields.ts';
import { clientStandsNow } from './portal-standing.ts';

const { Check } = interactionPolicy;

/** No one signs in at a suspended client: the person gets a page of ours, and the client gets no redirect. */
export function refuseSuspended({ oidc, state }: KoaContextWithOIDC): boolean {
  if (!oidc.client || portalOf(oidc.client).portal_state !== 'suspendida') return Check.NO_NEED_TO_PROMPT;
  throw Object.assign(refused(state, 'plataforma-suspendida'), { allow_redirect: false });
}

/** The same while its organisation does not stand: the SII's answer is at most a minute old. */
export function refuseFallen(deps: Deps) {
  const stands = clientStandsNow(deps);
  return async ({ oidc, state }: KoaContextWithOIDC): Promise<boolean> => {
    if (!oidc.client || (await stands(oidc.client))) return Check.NO_NEED_TO_PROMPT;
    Object.assign(state, { fallen: true });
    throw Object.assign(refused(state, 'plataforma-suspendida'), { allow_redirect: false });
  };
}

/**
 * Until a client is in production only members of its organisation sign in there. A request that asks for the key or for
 * another account, and was not answered yet, asks first: who is no member can change the account.
 */
export const refuseStrangers =
  (deps: Deps) =>
  async ({ oidc, state }: KoaContextWithOIDC): Promise<boolean> => {
    const { portal_state, portal_organisation } = oidc.client ? portalOf(oidc.client) : {};
    const account = recordOf(oidc.account);
    if (portal_state !== 'certificacion' || !portal_organisation || !account) return Check.NO_NEED_TO_PROMPT;
    if (asking.some((prompt) => oidc.promptPending(prompt))) return Check.NO_NEED_TO_PROMPT;
    const here = { account, actor: (oidc.account as unknown as Pick<Here, 'actor'>).actor } as Here;
    if (await roleIn(deps, here, portal_organisation as Rut)) return Check.NO_NEED_TO_PROMPT;
    throw refused(state, 'plataforma-en-certificacion');
  };

/** Prompts in which the user chooses who signs in. */
const asking = ['login', 'select_account', 'create'] as const;

function refused(state: object, answer: AuthErrorCode): errors.AccessDenied {
  Object.assign(state, { answer });
  return new errors.AccessDenied(authorizationErrors[answer].description);
}
