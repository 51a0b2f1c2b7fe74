import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Context } from 'koa';

/** The body of a response: its bytes, and their encoding; without an encoding they are unchanged. */
interface Packed {
  readonly body: Buffer;
  readonly encoding?: 'br' | 'gzip';
}

/** Returns the content of a name in an encoding that the browser accepts. */
export type PackOnce = (ctx: Pick<Context, 'acceptsEncodings'>, name: string, content: string | Buffer) => Packed;

/** The number of compressed contents that are kept, the newest. */
const KEPT = 100;

const ways = {
  br: brotliCompressSync,
  gzip: gzipSync,
} as const;

/**
 * Compresses what is the same for every user, once for each name and encoding: brotli if the browser accepts it, else
 * gzip. The name changes with the content. Never for what contains a secret.
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
