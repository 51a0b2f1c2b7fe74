import { isWaiting } from '../../domain/acceptance.ts';
import { fullName } from '../../domain/account.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { wordsOfDone } from './done.ts';

/** Equipo: everyone who works at the desk. */
export const teamPage: DeskPage = {
  path: '/mesa/equipo',
  roles: ['administrador', 'auditor'],
  tab: 'team',
  async show(deps, ctx, here) {
    const { members, unverified } = await deps.staff.list();
    showDesk(deps, ctx, here, {
      view: 'staff/team',
      tab: 'team',
      title: textsOf(ctx).staff.titles.team,
      done: wordsOfDone(ctx),
      members: members.map((member) => ({ ...memberShown(textsOf(ctx), member), own: member.id === here.member.id })),
      administers: here.member.roles.includes('administrador'),
      unverified,
    });
  },
};

/** A member as a page shows them. */
export const memberShown = (
  { staff }: Catalogue,
  { id, name, run, office, roles, state, acceptance, version }: StaffMember,
) => ({
  href: `/mesa/equipo/persona/${id}`,
  name: fullName(name),
  run: maskIdentifier(run),
  office,
  version,
  state: staff.states[state],
  acceptHref: `/mesa/equipo/aceptar/${id}`,
  waits: isWaiting({ acceptance }),
  suspended: state === 'suspendida',
  roles: roles.map((role) => staff.roles[role]).join(', '),
});
