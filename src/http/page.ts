import type { Context } from 'koa';
import type { Identifier, Profile } from '../domain/account.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Catalogue } from '../locales/locale.ts';
import { type MarkedText, plainOf } from './templates/marks.ts';
import { renderMarked } from './views.ts';
import { type ErrorLine, lineOn } from './words/field-names.ts';

/** Whom a page is about: an account, none where a journey has none, or the number that was typed. */
export type PageHolder =
  | { readonly accountId: string | undefined }
  | { readonly profile: Profile; readonly identifier: Identifier };

/** What every page of a request may use; set once by the middleware. */
export interface PageState {
  reference: string;
  network: string;
  device: string;
  /** Id of this browser, from its cookie. */
  browser: string;
  /** The page is itself a form that brings a response to a client (OAuth 2.0 Form Post Response Mode). */
  answersByForm?: boolean;
  /** The network's requests are spent, and the page itself says so. */
  spent?: Refusal;
  /** Whom the page is about, and whether it refuses: then its reference code leads the desk to that account. */
  about?: PageHolder;
  refused?: boolean;
  /** The client that waits for this sign-in and the way back to it, in case its account is shut. */
  wayBack?: Locals;
  /** A key was right: a sign-in gives back the requests that it took. */
  signedIn?: boolean;
  /** Every text of the language of this request. */
  texts: Catalogue;
  common: { policy: string; sandbox: boolean };
  /** Whether the telephone is answered while this page is made. */
  phoneNow: () => string | undefined;
  /** The page as it was filled in, by which it may be packed. */
  page?: MarkedText;
  /** The same page as it is sent. */
  html?: string;
  /** The page is the same for every user: it may be cached, and knows no browser. */
  sameForAll?: boolean;
}

/** Every text of the language in which a request is answered. */
export const textsOf = (ctx: Context): Catalogue => (ctx.state as PageState).texts;

/** The locals of a view. */
export type Locals = Readonly<Record<string, unknown>>;

/**
 * Shows a view with what all views need: `visit` is the reference code that a page with a refusal shows, and `phoneNow`
 * whether the telephone is answered now.
 */
export function show(ctx: Context, view: string, locals: Locals & { readonly title: string }): void {
  const state = ctx.state as PageState;
  ctx.type = 'html';
  state.page = renderMarked(view, {
    ...state.common,
    visit: state.reference,
    phoneNow: state.phoneNow?.(),
    ...withErrorLines(textsOf(ctx), view, locals),
  });
  state.sameForAll = false;
  state.html = plainOf(state.page);
  ctx.body = state.html;
}

/** The same locals, whose `errors` name their fields as the page labels them (`company`: of a company's form). */
export function withErrorLines<L extends Locals>(texts: Catalogue, view: string, locals: L): L {
  const errors = locals.errors as readonly ErrorLine[] | undefined;
  return errors?.length
    ? { ...locals, errors: errors.map((line) => lineOn(texts, view, line, locals.company === true)) }
    : locals;
}

/**
 * Shows a page that is the same for every user: nothing of a request, browser or person may be in its locals. Caches
 * keep it, and it sets no cookie. An address with a query may be of one user, and is shown as any other page.
 */
export function showToAll(ctx: Context, view: string, locals: Locals & { readonly title: string }): void {
  show(ctx, view, { ...locals, visit: undefined, phoneNow: undefined });
  (ctx.state as PageState).sameForAll = ctx.search === '';
}

/** Id of the requesting browser, to which a journey under way is bound. */
export const browserOf = (ctx: Context): string => (ctx.state as PageState).browser;

/** What the trail may keep of a visitor. */
export function visitorOf(ctx: Context) {
  const { network, device, reference } = ctx.state as PageState;
  return { network, device, reference };
}

/** Read, act, redirect: the response to a form that was acted on. */
export function seeOther(ctx: Context, location: string): void {
  ctx.redirect(location);
  ctx.status = 303;
}
