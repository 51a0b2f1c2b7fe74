import type { Context } from 'koa';
import { fullName } from '../../domain/account.ts';
import { Refusal } from '../../domain/refusal.ts';
import { staffMark } from '../../domain/staff.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { StaffDone } from '../../locales/shape/staff.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { madeLinkAddress } from './made-link.ts';
import { readRoles, roleBoxes } from './roles-form.ts';
import { memberShown } from './team.ts';
import { makeLink, restore, setRoles, suspend } from './use-cases/change-team.ts';
import type { ChangedBy, Shown } from './use-cases/team-change.ts';

const fields = {
  fieldOf: { 'staff-roles-missing': 'roles', 'staff-last-auditor': 'roles' },
  first: 'contenido',
} as const;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A member: roles, suspension, and a new link for lost authenticators; never for oneself. */
export const memberPage: DeskPage = {
  path: '/mesa/equipo/persona/:persona',
  roles: ['administrador'],
  show: (deps, ctx, here) => showMember(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showMember(deps, ctx, here, wrong);
    await showAgain(ctx, fields, again, async () => seeOther(ctx, await take(deps, ctx, here, form)));
  },
};

/** What a form of the team showed; one without a version shows no member that there is. */
export const shownIn = (ctx: Context, form: Form): Shown => {
  const typed = text(form, 'version');
  return { id: idIn(ctx), version: /^\d{1,9}$/.test(typed) ? Number(typed) : -1 };
};

/** The member who acts, for the use cases. */
export const changedBy = ({ member, visitor }: DeskHere): ChangedBy => ({
  name: fullName(member.name),
  member,
  visitor,
  details: staffMark(member),
});

/** The member that an address names; throws `staff-gone`. */
export async function memberIn(deps: Pick<Deps, 'staff'>, ctx: Context): Promise<StaffMember> {
  const member = await deps.staff.find(idIn(ctx));
  if (!member) throw new Refusal('staff-gone');
  return member;
}

const idIn = (ctx: Context): string => {
  const id = String(ctx.params.persona);
  if (!UUID.test(id)) throw new Refusal('staff-gone');
  return id;
};

/** Does what the button says; gives where the browser goes then. */
async function take(deps: Deps, ctx: Context, here: DeskHere, form: Form): Promise<string> {
  const [by, shown] = [changedBy(here), shownIn(ctx, form)];
  const action = text(form, 'accion');
  if (action === 'enlace') return madeLinkAddress(deps, here, await makeLink(deps, by, shown));
  if (action === 'suspender') await suspend(deps, by, shown.id);
  else if (action === 'devolver') await restore(deps, by, shown);
  else await setRoles(deps, by, shown, readRoles(form));
  const done: Readonly<Record<string, StaffDone>> = { suspender: 'suspended', devolver: 'restored' };
  return `/mesa/equipo?listo=${done[action] ?? 'roles-set'}`;
}

async function showMember(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>): Promise<void> {
  const member = await memberIn(deps, ctx);
  showDesk(deps, ctx, here, {
    view: 'staff/member',
    tab: 'team',
    title: textsOf(ctx).staff.titles.member,
    member: memberShown(textsOf(ctx), member),
    own: member.id === here.member.id,
    roles: roleBoxes(textsOf(ctx), member.roles),
    faults: {},
    ...wrong,
  });
}
