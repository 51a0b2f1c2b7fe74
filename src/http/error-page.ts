import type { Context, Next } from 'koa';
import { Refusal } from '../domain/refusal.ts';
import type { Catalogue, RefusalText } from '../locales/locale.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { UnreadableForm } from './form.ts';
import { type PageState, show, textsOf } from './page.ts';
import { isShut, showShut } from './shut-account.ts';
import { setRefusalStatus } from './words/refusal-status.ts';
import { refusalText } from './words/refusal-text.ts';

/** Reports a fault with its cause, under the reference that the page shows. */
export type Report = (reference: string, fault: unknown) => void;

export interface ErrorPage {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  /** The error of the protocol, shown as `error: description`. */
  readonly error?: { readonly code: string; readonly description?: string | undefined } | undefined;
  readonly next?: readonly string[];
  /** The ways on of a refusal. */
  readonly refusal?: Omit<RefusalText, 'text'> | undefined;
  /** Where the code is explained. */
  readonly section?: string | undefined;
  /** The form by which a session that is still open can be closed here. */
  readonly closing?: { readonly action: string; readonly csrfToken: string; readonly asked: string } | undefined;
}

/**
 * The last error handler: any unexpected error becomes a plain page with a reference, and the cause goes to the log.
 */
export function errorPage(report: Report, now: () => Date) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) showError(ctx, notFound(textsOf(ctx)));
      if (ctx.status === 405 && ctx.body === undefined) showError(ctx, { ...notFound(textsOf(ctx)), status: 405 });
    } catch (fault) {
      if (isUnexpected(fault)) report((ctx.state as PageState).reference, fault);
      if (isShut(fault) && !wantsJson(ctx)) showShut(ctx, now());
      else showError(ctx, pageOf(fault, ctx));
    }
  };
}

function notFound({ pages }: Catalogue): ErrorPage {
  const { next, ...words } = pages.shared.errors.notFound;
  return { status: 404, ...words, next: [next] };
}

/** A sign-in that expired, or whose cookie belongs to another browser (M-71). */
export const staleSignIn = ({ pages }: Catalogue): ErrorPage => ({
  status: 400,
  ...pages.shared.errors.staleSignIn,
});

function unreadable({ pages }: Catalogue, status: number): ErrorPage {
  const { next, ...words } = pages.shared.errors.unreadable;
  return { status, ...words, next: [next] };
}

/** Refusals and wrong requests of a browser are not logged. */
function isUnexpected(fault: unknown): boolean {
  const status = (fault as { status?: number })?.status ?? 500;
  return !(fault instanceof Refusal) && status >= 500;
}

function pageOf(fault: unknown, ctx: Context): ErrorPage {
  const texts = textsOf(ctx);
  const { errors } = texts.pages.shared;
  if (fault instanceof UnreadableForm) return unreadable(texts, fault.status);
  if (fault instanceof Refusal) {
    setRefusalStatus(ctx, fault);
    const { text: message, ...refusal } = refusalText(texts, fault);
    return { status: ctx.status, title: errors.refused, message, refusal };
  }
  if (fault instanceof Unavailable) {
    ctx.set('Retry-After', String(fault.retryAfter));
    const message = texts.silence(fault.service, fault.mayBeDone);
    return { status: 503, title: errors.silent, message };
  }
  if ((fault as Error)?.name === 'SessionNotFound') return staleSignIn(texts);
  const status = (fault as { status?: number })?.status;
  if (status !== undefined && status >= 400 && status < 500) return unreadable(texts, status);
  return { status: 500, ...errors.fault };
}

/** Shows an error page, or JSON for machines; neither contains anything internal. */
export function showError(
  ctx: Context,
  { status, title, message, error, section, closing, refusal, next = [] }: ErrorPage,
): void {
  const { reference } = ctx.state as PageState;
  ctx.status = status;
  if (wantsJson(ctx)) {
    ctx.body = {
      error: error?.code ?? machineCode(status),
      error_description: error ? error.description : machineDescription(status),
      reference,
    };
    return;
  }
  const code = error && [error.code, error.description].filter(Boolean).join(': ');
  const { call } = textsOf(ctx).pages.shared.errors;
  // The desk of a refusal says the same, and what to ask for.
  const steps = refusal?.desk ? next : [...next, call];
  show(ctx, 'error', { title, status, message, refusal, next: steps, reference, code, section, ...closing });
}

/** Whether the caller reads JSON rather than a page. */
export const wantsJson = (ctx: Context): boolean => ctx.accepts('json', 'html') === 'json';

const machineCode = (status: number): string =>
  status >= 503 || status === 429 ? 'temporarily_unavailable' : status >= 500 ? 'server_error' : 'invalid_request';

/**
 * The description of one of our errors for machines: English, in the characters of RFC 6749, 5.2. People read the page.
 */
const descriptions: Readonly<Record<number, string>> = {
  403: 'the form was not asked for in this browser',
  404: 'no such address',
  405: 'the address does not take this method',
  413: 'the request is too large',
  415: 'the request has a type that is not read here',
  422: 'the request was understood and refused',
  429: 'too many requests; try again after the seconds of Retry-After',
  500: 'the server failed; quote the reference',
  503: 'try again after the seconds of Retry-After',
};

const machineDescription = (status: number): string => descriptions[status] ?? 'the request could not be read';
