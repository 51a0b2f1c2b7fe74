import type { StaffMember } from '../../ports/staff.ts';
import type { DeskPage } from './desk-page.ts';

/** Whether one of a member's roles opens a page. */
export const opensFor = ({ roles }: Pick<StaffMember, 'roles'>, page: Pick<DeskPage, 'roles'>): boolean =>
  page.roles.some((role) => roles.includes(role));

/** Where a member who signed in goes: the first tab that their roles open, else the first page. */
export function deskHome(member: Pick<StaffMember, 'roles'>, pages: readonly DeskPage[]): string {
  const own = pages.filter((page) => opensFor(member, page));
  return (own.find(({ tab }) => tab) ?? own[0])?.path ?? '/';
}
