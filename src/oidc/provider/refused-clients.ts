import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { answerOf } from '../error-addresses.ts';
import { plainText, withoutSecrets } from '../plain-text.ts';
import type { Refused } from '../refusal-log.ts';

/** The reference under which each error can be asked for; the same as on the page and in the log. */
const REFERENCE_HEADER = 'Clave-Reference';

/** What the library emits when it refuses a request. */
const refusals = [
  'authorization.error',
  'device_authorization.error',
  'grant.error',
  'introspection.error',
  'pushed_authorization_request.error',
  'registration_create.error',
  'registration_delete.error',
  'registration_read.error',
  'registration_update.error',
  'revocation.error',
  'userinfo.error',
] as const;

/** Regular responses of the protocol, which refuse no client (RFC 8628, 3.5; RFC 9449, 8). */
const inCourse: ReadonlySet<string> = new Set(['authorization_pending', 'slow_down', 'use_dpop_nonce']);

interface LibraryError extends Error {
  readonly error?: string;
  readonly error_description?: string;
  readonly error_detail?: string;
}

/** Keeps with each request why the library refused it, which its response does not disclose. */
export function noteRefusals(provider: Provider): void {
  const note = (ctx: KoaContextWithOIDC, error: LibraryError): void => {
    ctx.state.refusal = error;
  };
  for (const event of refusals) provider.on(event as 'grant.error', note as never);
}

/** Who is notified of refusals. */
interface RefusalListeners {
  /** A client was finally refused: at a machine endpoint, or by a page at the authorization endpoint. */
  refused(refused: Refused): void;
  /** An error was returned to the client by the browser: the client's own matter, and not in the log. */
  returned(returned: Refused): void;
}

/** Gives each error in JSON its reference, in the body and in a header, and notifies of each client's errors. */
export function tellRefusals({ refused, returned }: RefusalListeners) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const refusal = ctx.state.refusal as LibraryError | undefined;
    if (ctx.status < 400) {
      if (refusal) returned(refusedOf(ctx, refusal, returnedError(ctx, refusal)));
      return;
    }
    const body = bodyOf(ctx);
    if (body) refer(ctx, body);
    const error = String(body?.error ?? refusal?.error ?? '');
    if (refusal && !inCourse.has(error)) refused(refusedOf(ctx, refusal, error));
  };
}

/** The error as `error_uri` has it: our own code where there is one. */
const returnedError = (ctx: Context, { error }: LibraryError): string =>
  answerOf(ctx as unknown as KoaContextWithOIDC) ?? error ?? '';

type Body = Record<string, unknown>;

function bodyOf({ body }: { body?: unknown }): Body | undefined {
  return typeof body === 'object' && body !== null && typeof (body as Body).error === 'string'
    ? (body as Body)
    : undefined;
}

/** A page of another origin may read the header where it may read the response. */
function refer(ctx: Context, body: Body): void {
  const { reference } = ctx.state as { readonly reference: string };
  ctx.set(REFERENCE_HEADER, reference);
  if (ctx.response.get('Access-Control-Allow-Origin'))
    ctx.set(
      'Access-Control-Expose-Headers',
      [ctx.response.get('Access-Control-Expose-Headers'), REFERENCE_HEADER].filter(Boolean).join(','),
    );
  ctx.body = { ...body, reference };
}

function refusedOf(ctx: Context, refusal: LibraryError, error: string): Refused {
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  return {
    client: oidc?.client?.clientId ?? 'unknown',
    // The address of one registered client contains its id.
    endpoint: ctx.path.split('/').slice(0, 3).join('/'),
    error,
    status: ctx.status,
    description: forLog(refusal.error_description),
    detail: forLog(refusal.error_detail),
    reference: String(ctx.state.reference),
  };
}

const forLog = (text: string | undefined): string => withoutSecrets(plainText(text ?? ''));
