import type { OversightTexts } from '../../shape/oversight.ts';
import { alarmNames } from './alarms.ts';

/** The pages of the auditores. */
export const oversightTexts: OversightTexts = {
  titles: {
    list: 'Auditoría – Mesa de ayuda',
    alarm: 'Alarma – Auditoría',
    reserved: 'Cuentas reservadas – Auditoría',
    reserve: 'Reservar – Ficha',
  },
  alarms: alarmNames,
  acts: {
    'desk.searched': 'Buscó',
    'desk.visit': 'Abrió una ficha',
    'desk.acted': 'Actuó en una cuenta',
    'desk.alarm': 'Alarma',
    'desk.alarm-seen': 'Revisó una alarma',
    'desk.exported': 'Sacó la lista de actos',
    'desk.reserved': 'Cambió una reserva',
    'call.asked': 'Comprobó quién llamaba',
    'case.read': 'Leyó una solicitud',
    'case.changed': 'Trabajó en una solicitud',
    'case.exported': 'Descargó un expediente',
    'staff.invited': 'Invitó a una persona a la mesa',
    'staff.link-made': 'Hizo un enlace de inscripción',
    'staff.link-used': 'Usó un enlace de inscripción',
    'staff.enrolled': 'Inscribió una clave de acceso',
    'staff.roles-set': 'Cambió los roles de una persona',
    'staff.accepted': 'Aceptó a una persona',
    'staff.acceptance-ended': 'Retiró una aceptación',
    'staff.suspended': 'Suspendió a una persona',
    'staff.restored': 'Devolvió el acceso a una persona',
    'staff.entered': 'Ingresó a la mesa',
    'staff.refused': 'Intentó ingresar a la mesa',
    'staff.left': 'Salió de la mesa',
  },
  columns: ['Fecha (UTC)', 'Persona', 'Oficina', 'Acto', 'Número', 'Motivo', 'Red'],
  unknown: 'Persona que ya no está en la mesa',
  reserved: {
    asked: 'Pedida: falta confirmar',
    reserved: 'Reservada',
    ending: 'Reservada; se pidió terminarla',
    ended: 'Sin reserva',
  },
  steps: { ask: 'Pedir que termine', confirm: 'Confirmar', drop: 'Dejar sin efecto' },
  marked: 'La alarma quedó revisada, con su nota.',
};
