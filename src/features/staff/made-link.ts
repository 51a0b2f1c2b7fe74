import { fullName } from '../../domain/account.ts';
import { STAFF_LINK_MINUTES } from '../../domain/staff.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { packForDesk, ticketOfDesk } from '../../http/staff/desk-ticket.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Invited } from './use-cases/change-team.ts';

const TICKET = { purpose: 'enlace', minutes: STAFF_LINK_MINUTES } as const;

interface Shown {
  readonly name: string;
  readonly link: string;
}

/** The address of the page that shows a link that was made, in this session alone. */
export const madeLinkAddress = (deps: Deps, here: DeskHere, { member, link }: Invited): string => {
  const shown: Shown = { name: fullName(member.name), link };
  return `/mesa/equipo/enlace/${packForDesk(deps, here, TICKET, shown)}`;
};

/** The link that a member gets from the one who made it: no message has it. */
export const madeLinkPage: DeskPage = {
  path: '/mesa/equipo/enlace/:boleto',
  roles: ['administrador'],
  async show(deps, ctx, here) {
    const { titles } = textsOf(ctx).staff;
    const shown = ticketOfDesk<Shown>(deps, ctx, here, TICKET);
    const title = shown ? titles.madeLink : titles.madeLinkOver;
    showDesk(deps, ctx, here, { view: 'staff/made-link', tab: 'team', title, ...shown });
  },
};
