import type { Context } from 'koa';
import { TamperedRow } from '../ports/tampered-row.ts';
import { type Locals, type PageState, show, textsOf } from './page.ts';

/** Whether a row of an account did not verify (floor 15). Only the operator learns which, and why. */
export const isShut = (fault: unknown): boolean => fault instanceof TamperedRow && fault.accountId !== undefined;

/** Keeps the way back to the waiting client, for the page that the fault of this request becomes. */
export const keepWayBack = (ctx: Context, wayBack: Locals): void => {
  (ctx.state as PageState).wayBack = wayBack;
};

/** Shows it, with the way back if a client waits. */
export function showShut(ctx: Context, now: Date): void {
  const { reference, wayBack } = ctx.state as PageState;
  ctx.status = 500;
  show(ctx, 'shut-account', {
    ...textsOf(ctx).pages.shared.shutAccount,
    phoneNow: textsOf(ctx).telephone.now(now),
    reference,
    ...wayBack,
  });
}
