import type { NamedAct } from '../../locales/shape/oversight.ts';

/** Acts by which the list can be filtered; it shows every act of the staff. */
export const listedActs = [
  'desk.searched',
  'desk.visit',
  'desk.acted',
  'desk.alarm',
  'desk.alarm-seen',
  'desk.exported',
  'desk.reserved',
  'call.asked',
  'case.read',
  'file.shown',
  'case.changed',
  'case.exported',
  'staff.invited',
  'staff.roles-set',
  'staff.accepted',
  'staff.acceptance-ended',
  'staff.suspended',
  'staff.restored',
  'staff.entered',
  'staff.refused',
  'staff.left',
] as const satisfies readonly NamedAct[];
