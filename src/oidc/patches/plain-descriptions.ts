import type { Context, Next } from 'koa';
import { plainText } from '../plain-text.ts';

/**
 * The library repeats in `error_description` what a client sent. From here on it has only the characters of RFC 6749,
 * 4.1.2.1 and 5.2: in JSON, in the redirect address of a client (query or fragment), in the form of form_post, and in
 * `WWW-Authenticate` (RFC 6750, 3).
 */
export async function plainDescriptions(ctx: Context, next: Next): Promise<void> {
  await next();
  const { body } = ctx as { body: unknown };
  if (typeof body === 'string') {
    // Setting a body sets a type, which an empty response to a revocation has not (fix-responses.ts).
    const plainPage = inForm(body, ctx);
    if (plainPage !== body) ctx.body = plainPage;
  } else if (ctx.status >= 400) inJson(body);
  if (ctx.status === 303) inAddress(ctx);
}

function inJson(body: unknown): void {
  const said = body as { error?: unknown; error_description?: unknown } | null | undefined;
  if (typeof said?.error === 'string' && typeof said.error_description === 'string')
    said.error_description = plainText(said.error_description);
}

function inAddress(ctx: Context): void {
  const location = ctx.response.get('Location');
  if (!/[?#&]error_description=/.test(location)) return;
  ctx.set(
    'Location',
    location.replace(/([?#&]error_description=)([^&#]*)/g, (_, name, value) => name + plain(value)),
  );
}

const plain = (value: string): string => encodeURIComponent(plainText(decoded(value)));
const decoded = (value: string): string => new URLSearchParams(`v=${value}`).get('v') ?? '';

const NAMED = 'name="error_description"';
const FIELD = /(name="error_description" value=")([^"]*)(")/;

/** The library's own page of form_post, before it is drawn as ours (library-pages.ts); a text in it has entities. */
function inForm(page: string, ctx: Context): string {
  if (!page.includes(NAMED) || !ctx.response.is('html')) return page;
  return page.replace(FIELD, (_, before: string, value: string, after: string) => {
    const bare = value.replace(/&(?:quot|#39);/g, "'").replace(/[^\x20-\x7e]/gu, plainText);
    return before + bare.replaceAll('\\', "'").replaceAll("'", '&#39;') + after;
  });
}
