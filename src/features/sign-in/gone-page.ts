import type { Context } from 'koa';
import { show, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { AskingClient } from './asking-client.ts';

/**
 * Why a browser cannot continue a sign-in: `in` it is done; `over` it ended, was stopped or expired; `spent` the
 * address of a pushed request is no longer valid; `cookies` the browser keeps none; `elsewhere` it began in another
 * browser. For a user who returns from a journey: `lapsed` it is no longer open; `away` it may be, on another device.
 */
export type Gone = keyof Catalogue['pages']['signIn']['gone'];

/** Not a fault of the address: the user comes from a journey that ended well. */
const expected: ReadonlySet<Gone> = new Set(['in', 'lapsed', 'away']);

/** Shows which it is, and the way to the client; `code` is the technical detail for that client's developers. */
export function showGone(ctx: Context, gone: Gone, client: AskingClient, code?: string): void {
  ctx.status = expected.has(gone) ? 200 : 400;
  show(ctx, 'sign-in/gone', { title: textsOf(ctx).pages.signIn.gone[gone], gone, client, code });
}
