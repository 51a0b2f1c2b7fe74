import type { Context } from 'koa';
import { type Session, type Site, sessionOf } from './session.ts';

const LIMIT = 16_384;

/** The fields of a urlencoded form. Answers 415 to another kind and 413 above 16 KiB. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  if (!ctx.is('urlencoded')) ctx.throw(415, 'El formulario no llegó en el formato esperado.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) ctx.throw(413, 'El formulario es demasiado grande.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The session for which one of our own forms was sent; undefined when it has ended. Answers 403 to a foreign form. */
export async function sessionOfForm(ctx: Context, site: Site): Promise<Session | undefined> {
  const form = await readForm(ctx);
  const session = sessionOf(ctx, site);
  if (session && form.get('token') !== session.formToken) {
    ctx.throw(403, 'El formulario no salió de esta página. Vuelva al inicio y pruebe otra vez.');
  }
  return session;
}
