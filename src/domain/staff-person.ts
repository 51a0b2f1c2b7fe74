import type { PersonName } from './account.ts';
import { parseComuna } from './comunas.ts';
import { type Email, parseEmail } from './email.ts';
import { Refusal } from './refusal.ts';
import { parseRun, type Rut } from './rut.ts';
import { parseStaffRoles, type StaffRole } from './staff.ts';
import { parseStaffName } from './staff-name.ts';

/** Readers of what is typed about a new member; each throws the refusal of its field. */
export const staffPerson = {
  run: (text: string): Rut => parseRun(text),
  email: (text: string): Email => parseEmail(text),
  commune: (code: string): string => parseComuna(code),
  /** A name or an office. Throws `staff-name-invalid`. */
  name: (text: string): string => {
    const name = parseStaffName(text);
    if (!name) throw new Refusal('staff-name-invalid');
    return name;
  },
  /** The same where it may be left out. */
  optionalName: (text: string): string | undefined => (text.trim() === '' ? undefined : staffPerson.name(text)),
  /** Throws `staff-roles-missing` for none, and for a word that is no role. */
  roles: (words: readonly string[]): readonly StaffRole[] => {
    const roles = parseStaffRoles(words);
    if (!roles) throw new Refusal('staff-roles-missing');
    return roles;
  },
} as const satisfies Readonly<Record<string, (typed: never) => unknown>>;

/** The parts of a name, as a member has them. */
export const staffName = (given: string, paternal: string, maternal: string | undefined): PersonName =>
  maternal === undefined ? { given, paternal } : { given, paternal, maternal };
