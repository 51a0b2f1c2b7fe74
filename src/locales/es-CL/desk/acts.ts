import type { DeskAction, DeskReason } from '../../../domain/desk.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import type { ReservationStep } from '../../../domain/reservation.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { AuditRow } from '../../../ports/audit.ts';
import type { ActTexts } from '../../shape/acts.ts';

const roles: Readonly<Record<StaffRole, string>> = {
  agente: 'agente',
  revisor: 'revisor',
  auditor: 'auditor',
  administrador: 'administrador',
  mostrador: 'mostrador',
};

/** Why a member of staff opened a sheet or acted, as the person reads it. */
export const reasonNames: Readonly<Record<DeskReason, string>> = {
  llamada: 'atender una llamada',
  oficina: 'atender en una oficina',
  caso: 'revisar una solicitud',
  seguridad: 'revisar la seguridad de la cuenta',
};

const actions: Readonly<Record<DeskAction, string>> = {
  recovery: 'le envió la página para recuperar la clave',
  resend: 'le envió de nuevo un mensaje',
  'lift-pause': 'terminó la pausa por claves incorrectas',
  'end-sessions': 'cerró sus sesiones',
  freeze: 'detuvo la cuenta',
};

/** «La mesa de ayuda (agente, oficina Santiago)». */
function whoOf({ roles: held, office }: AuditRow['details']): string {
  const named = String(held ?? '')
    .split(' ')
    .flatMap((one) => entryOf<string>(roles, one) ?? []);
  const about = [...named, ...(office ? [`oficina ${String(office)}`] : [])].join(', ');
  return about ? `La mesa de ayuda (${about})` : 'La mesa de ayuda';
}

const whyOf = ({ reason, caller }: AuditRow['details']): string => {
  const named = entryOf<string>(reasonNames, String(reason));
  const checked = entryOf<string>(callers, String(caller));
  return named ? `, para ${named}${checked ? ` ${checked}` : ''}` : '';
};

/** Whether who telephoned was checked; acts of before have no word about it. */
const callers: Readonly<Record<string, string>> = {
  email: 'de quien lo confirmó desde su correo',
  mobile: 'de quien lo confirmó desde su celular',
  representative: 'de quien lo confirmó desde el correo de su representante',
  none: 'de alguien que no lo confirmó desde sus contactos',
};

/** Steps of the mark that closes a sheet. */
const reservations: Readonly<Record<ReservationStep, string>> = {
  ask: 'pidió cambiar la reserva de su ficha',
  confirm: 'confirmó el cambio de la reserva de su ficha',
  drop: 'dejó sin efecto el cambio de la reserva de su ficha',
};

/** What the desk did, for the person. */
export const deskActs: Pick<ActTexts, 'desk.searched' | 'desk.visit' | 'desk.acted' | 'desk.reserved'> = {
  'desk.searched': (details) => `${whoOf(details)} buscó cuentas con su correo`,
  'desk.visit': (details) =>
    `${whoOf(details)} vio la ficha de su cuenta${details.emergency ? ' por una emergencia' : ''}${whyOf(details)}`,
  'desk.reserved': (details) =>
    `${whoOf(details)} ${entryOf<string>(reservations, String(details.step)) ?? 'cambió la reserva de su ficha'}`,
  'desk.acted': (details) =>
    `${whoOf(details)} ${entryOf<string>(actions, String(details.action)) ?? 'actuó en su cuenta'}${whyOf(details)}`,
};
