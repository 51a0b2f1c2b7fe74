import type { Context } from 'koa';
import { csrfToken } from '../../http/browser.ts';
import { type ErrorPage, showError } from '../../http/error-page.ts';
import { textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { LOG_OUT, LOG_OUT_FORM, sealLogOut } from './log-out-state.ts';

/** A session with a signed-in user, as the browser has it. */
export interface OpenSession {
  /** The principal in the provider's form: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
}

/** What could not be served: a client's request, or a form of the product that is out of date or of another browser. */
interface Unserved extends Pick<ErrorPage, 'status' | 'error' | 'section'> {
  readonly what: keyof Catalogue['pages']['logOut']['unserved'];
}

/**
 * Shows that a request to log out cannot be served. Where a session is open the page closes it itself, by the product's
 * own question without a client: nothing leads back to one (OpenID Connect RP-Initiated Logout 1.0, 4). Where none is
 * found it shows that.
 */
export function showUnserved(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  session: OpenSession | undefined,
  { what, ...page }: Unserved,
): void {
  const words = textsOf(ctx).pages.logOut.unserved[what][session ? 'open' : 'none'];
  const closing = session && {
    action: LOG_OUT,
    csrfToken: csrfToken(deps, ctx, LOG_OUT_FORM),
    asked: sealLogOut(deps, 'asked', { holder: session.holder, uid: session.uid }),
  };
  showError(ctx, { ...page, ...words, closing });
}
