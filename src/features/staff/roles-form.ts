import { type StaffRole, staffRoles } from '../../domain/staff.ts';
import { staffPerson } from '../../domain/staff-person.ts';
import { type Form, text } from '../../http/form.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The roles that a form ticks; each box has a name of its own. Throws `staff-roles-missing`. */
export const readRoles = (form: Form): readonly StaffRole[] => staffPerson.roles(tickedIn(form));

/** The same without a check. */
export const tickedIn = (form: Form): readonly StaffRole[] =>
  staffRoles.filter((role) => text(form, `rol_${role}`) !== '');

/** The boxes of a page. */
export const roleBoxes = ({ staff }: Catalogue, ticked: readonly StaffRole[]) =>
  staffRoles.map((role) => ({ name: `rol_${role}`, text: staff.roles[role], on: ticked.includes(role) }));

/** The names of the boxes. */
export const roleFields = staffRoles.map((role) => `rol_${role}` as const);
