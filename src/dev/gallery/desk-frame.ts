import type { Email } from '../../domain/email.ts';
import type { Rut } from '../../domain/rut.ts';
import type { StaffRole } from '../../domain/staff.ts';
import { deskFrame } from '../../http/staff/show-desk.ts';
import type { DeskTab } from '../../locales/shape/staff.ts';
import type { StaffMember } from '../../ports/staff.ts';
import { now } from './cuenta-frame.ts';
import { texts } from './texts.ts';

/** A member of staff of the gallery. */
export const memberWith = (roles: readonly StaffRole[]): StaffMember => ({
  id: '1',
  run: '44000009-6' as Rut,
  name: { given: 'Elisa', paternal: 'Contreras', maternal: 'Vera' },
  email: 'elisa.contreras@sence.example' as Email,
  commune: '13101',
  office: 'Mesa central',
  roles,
  state: 'activa',
  version: 1,
});

/** The frame of the desk around a page, for a member with these roles; `tabs` are the addresses of the tabs. */
export const deskFrameFor = (
  roles: readonly StaffRole[],
  on?: DeskTab,
  tabs: readonly { readonly tab: DeskTab; readonly href: string }[] = [],
) => deskFrame(texts, { member: memberWith(roles), tabs, endsAt: new Date(now.getTime() + 8 * 3_600_000) }, now, on);
