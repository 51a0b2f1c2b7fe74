import { isWaiting } from '../../domain/acceptance.ts';
import { fullName } from '../../domain/account.ts';
import { staffRoles } from '../../domain/staff.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { acceptersOf } from './use-cases/accept-member.ts';

/** Por aceptar: the one page of a member whom no second person has accepted: since when, and whom to ask. */
export const waitingPage: DeskPage = {
  path: '/mesa/por-aceptar',
  roles: [...staffRoles],
  opensWaiting: true,
  async show(deps, ctx, here) {
    const { member } = here;
    showDesk(deps, ctx, here, {
      view: 'staff/waiting',
      title: textsOf(ctx).staff.titles.waiting,
      waits: isWaiting(member),
      since: member.acceptance && momentOf(textsOf(ctx), member.acceptance.since, deps.now()),
      accepters: isWaiting(member) ? (await acceptersOf(deps, member)).map(accepterShown) : [],
    });
  },
};

/** Whom to ask, as a page names them. */
export const accepterShown = ({ name, office }: Pick<StaffMember, 'name' | 'office'>): string =>
  `${fullName(name)}, ${office}`;
