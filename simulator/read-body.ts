import type { Context } from 'koa';

const MAX_BYTES = 16 * 1024;

/** The body of a request as text; one that is too long is refused with 413. */
export async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    size += chunk.length;
    if (size > MAX_BYTES) ctx.throw(413, 'SOLICITUD_INVALIDA');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as a JSON object; anything else is refused with 400. */
export async function readJson(ctx: Context): Promise<Readonly<Record<string, unknown>>> {
  const text = await readBody(ctx);
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch {
    // Not JSON: refused below like every other thing that is not an object.
  }
  return ctx.throw(400, 'SOLICITUD_INVALIDA');
}
