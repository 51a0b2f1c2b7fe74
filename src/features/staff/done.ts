import type { Context } from 'koa';
import { entryOf } from '../../domain/entry-of.ts';
import { textsOf } from '../../http/page.ts';
import type { StaffDone } from '../../locales/shape/staff.ts';

const SIGN_IN = '/mesa/ingreso';

/** The sign-in of the desk, which says what was done before. */
export const signInAddress = (done: StaffDone): string => `${SIGN_IN}?listo=${done}`;

/** What was done, in words, as the address names it. */
export const wordsOfDone = (ctx: Context): string | undefined =>
  entryOf<string>(textsOf(ctx).staff.done, String(ctx.query.listo ?? ''));
