import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { Refusal } from '../../domain/refusal.ts';
import { textsOf } from '../../http/page.ts';
import { type Portal, showPortal } from './portal.ts';

/**
 * Runs what a page does with a client. One of no organisation of the reader gets the same page as one that does not exist
 * (404).
 */
export async function orGone(portal: Portal, ctx: Context, here: Here, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'portal-gone') throw error;
    ctx.status = 404;
    const { titles, gone } = textsOf(ctx).pages.developers.portal;
    showPortal(portal, ctx, here, { view: 'gone', title: titles.gone, gone });
  }
}
