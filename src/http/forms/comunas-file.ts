import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, Next } from 'koa';
import { regions } from '../../domain/comunas.ts';

/** `{ "13": [["13101", "Santiago"], …] }`: the comunas of each region, in the order of the select. */
const body = Buffer.from(
  JSON.stringify(
    Object.fromEntries(regions.map(({ code, comunas }) => [code, comunas.map((one) => [one.code, one.name])])),
  ),
);
const packed = gzipSync(body);
const path = `/comunas/${createHash('sha256').update(body).digest('hex').slice(0, 10)}.json`;

/** What a form with Región and Comuna needs: the table, and where `public/comunas.js` reads it. */
export const placeLocals = { regions, comunasPath: path } as const;

/**
 * Serves the list of comunas to the script; its address changes with its content, so that a browser keeps it for a
 * year.
 */
export function comunasFile() {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== path || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const small = ctx.acceptsEncodings('gzip', 'identity') === 'gzip';
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.vary('Accept-Encoding');
    ctx.type = 'json';
    if (small) ctx.set('Content-Encoding', 'gzip');
    ctx.body = small ? packed : body;
  };
}
