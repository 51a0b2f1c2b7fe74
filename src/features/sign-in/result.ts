import type { Context } from 'koa';
import type { InteractionResults, default as Provider } from 'oidc-provider';
import { type Authentication, authenticationBy } from '../../domain/acr-values.ts';
import { type AuthErrorCode, authorizationErrors } from '../../domain/authorization-errors.ts';
import { principalId } from '../../domain/principal-id.ts';
import { seeOther } from '../../http/page.ts';
import { keepResult } from './interaction-row.ts';

/**
 * The user proved the key: of the account, and as `actor` where it is a company's. `asks` is whether a recovery waits
 * about which they are asked. Every field is set anew, because a left-over value of another user's login would be
 * merged.
 */
export function loggedIn(
  accountId: string,
  actor: string | undefined,
  asks: boolean,
  { acr, amr }: Authentication = authenticationBy(undefined),
): InteractionResults {
  const login = { accountId: principalId(accountId, actor), acr, amr: [...amr] };
  return {
    login,
    select_account: {},
    create: {},
    asks,
    told: false,
    doubt: 'asked',
    mobileAsked: false,
    emailAsked: false,
  };
}

/** What the provider gets, and by it the client, when a sign-in ends without a code. */
export function answerWith(code: AuthErrorCode) {
  const { error, description } = authorizationErrors[code];
  return { error, error_description: description, answer: code };
}

/** Reports to the provider how the step ended and sends the browser back to it. */
export async function finish(provider: Provider, ctx: Context, result: InteractionResults): Promise<void> {
  seeOther(ctx, await keepResult(provider, ctx, result));
}

/** Ends the sign-in without a code; the client gets the reason. */
export const endWith = (provider: Provider, ctx: Context, code: AuthErrorCode): Promise<void> =>
  finish(provider, ctx, answerWith(code));
