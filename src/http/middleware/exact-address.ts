import type { Context, Next } from 'koa';

/** The addresses of the protocol. */
const protocol: ReadonlySet<string> = new Set(['oidc', 'dispositivo', '.well-known']);

/**
 * The provider's router accepts capitals and a trailing slash for the same address. What guards an address (a budget, a
 * transaction) goes by the path as it is written: written otherwise, it is not found.
 */
export async function exactAddress(ctx: Context, next: Next): Promise<void> {
  if (isExact(ctx.path)) await next();
}

function isExact(path: string): boolean {
  const [, first = '', second = ''] = path.split('/');
  if (!protocol.has(first.toLowerCase())) return true;
  // In "/dispositivo/…" the second step is the id of a sign-in, which has capitals.
  const fixed = first === 'dispositivo' ? [first] : [first, second];
  return fixed.every((step) => step === step.toLowerCase()) && !path.endsWith('/');
}
