import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Context } from 'koa';

/** How an answer travels: its bytes, and what they are packed with; without an encoding they are as they were. */
export interface Packed {
  readonly body: Buffer;
  readonly encoding?: 'br' | 'gzip';
}

/** Gives the content of a name packed as the browser takes it. */
export type PackOnce = (ctx: Pick<Context, 'acceptsEncodings'>, name: string, content: string | Buffer) => Packed;

/** So many packed contents are kept, the newest. */
const KEPT = 100;

const ways = {
  br: brotliCompressSync,
  gzip: gzipSync,
} as const;

/**
 * Packs what is the same for everybody, once for each name and encoding: brotli where the browser takes it, else gzip. The
 * name changes with the content. Never for what holds a secret.
 */
export function packedOnce(): PackOnce {
  const kept = new Map<string, Packed>();
  return (ctx, name, content) => {
    const encoding = (['br', 'gzip'] as const).find((one) => ctx.acceptsEncodings(one, 'identity') === one);
    if (!encoding) return { body: Buffer.from(content) };
    const key = `${encoding} ${name}`;
    const packed = kept.get(key) ?? { body: ways[encoding](content), encoding };
    kept.set(key, packed);
    const [oldest = key] = kept.keys();
    if (kept.size > KEPT) kept.delete(oldest);
    return packed;
  };
}
