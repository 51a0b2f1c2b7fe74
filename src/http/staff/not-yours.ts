import type { Context } from 'koa';
import type { StaffRole } from '../../domain/staff.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { textsOf } from '../page.ts';
import { deskHome } from './desk-home.ts';
import type { DeskHere, DeskPage } from './desk-page.ts';
import { showDesk } from './show-desk.ts';

/** The page of a member without a role that opens the one asked for: 403, in the frame of the desk. */
export function showNotYours(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  here: DeskHere,
  { page, pages }: { readonly page: DeskPage; readonly pages: readonly DeskPage[] },
): void {
  ctx.status = 403;
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'staff/not-yours',
    title: texts.staff.titles.notYours,
    ...notYours(texts, page.roles, { href: deskHome(here.member, pages), tabs: here.tabs }),
  });
}

/** Why it does not open, which roles open it, and the way to the member's own first page. */
export const notYours = (
  { staff, refusals }: Catalogue,
  roles: readonly StaffRole[],
  { href, tabs }: { readonly href: string; readonly tabs: DeskHere['tabs'] },
) => {
  const first = tabs.find((one) => one.href === href);
  return {
    message: refusals['desk-not-yours']({}).text,
    roles: roles.map((role) => staff.roles[role]),
    home: { href, text: first && staff.tabs[first.tab] },
  };
};
