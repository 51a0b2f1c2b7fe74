import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { browserOf } from '../page.ts';
import type { DeskPage } from './desk-page.ts';

/** Whether one of a member's roles opens a page. */
export const opensFor = ({ roles }: Pick<StaffMember, 'roles'>, page: Pick<DeskPage, 'roles'>): boolean =>
  page.roles.some((role) => roles.includes(role));

/** Where a member who signed in goes: the first tab that their roles open, else the first page. */
export function deskHome(member: Pick<StaffMember, 'roles'>, pages: readonly DeskPage[]): string {
  const own = pages.filter((page) => opensFor(member, page));
  return (own.find(({ tab }) => tab) ?? own[0])?.path ?? '/';
}

/** Where a member goes who has just signed in: the page of a text that was kept for them, else the first tab. */
export async function firstPage(
  { keptForms }: Pick<Deps, 'keptForms'>,
  ctx: Context,
  member: StaffMember,
  pages: readonly DeskPage[],
): Promise<string> {
  const kept = await keptFor({ keptForms }, ctx, member, pages);
  return kept && kept.about === undefined ? kept.path : deskHome(member, pages);
}

/** The text that was kept for a member in this browser, if its page is one that their roles open. */
export async function keptFor(
  { keptForms }: Pick<Deps, 'keptForms'>,
  ctx: Context,
  member: StaffMember,
  pages: readonly DeskPage[],
) {
  const kept = await keptForms.find({ staffId: member.id, browser: browserOf(ctx) });
  return pages.some((page) => page.path === kept?.page && opensFor(member, page)) ? kept : undefined;
}
