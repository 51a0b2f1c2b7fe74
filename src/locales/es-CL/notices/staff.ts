import type { StaffChange } from '../../../ports/staff.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { instant } from './values.ts';

const changes: Readonly<Record<StaffChange, string>> = {
  invited: 'Invitación a la mesa de ayuda',
  'link-made': 'Enlace nuevo de inscripción',
  suspended: 'Acceso suspendido',
  restored: 'Acceso devuelto',
  'roles-set': 'Roles cambiados',
  accepted: 'Aceptación de otra persona',
  'acceptance-ended': 'Aceptación retirada',
};

/** What is told about the team of the desk, to its auditors and to the member. */
export const staffWords: WordsFor<'staff-changed'> = {
  'staff-changed': ({ at, change, member, doneBy, waits }) => ({
    subject: 'Cambió el equipo de la mesa de ayuda',
    title: 'Cambió el equipo de la mesa de ayuda',
    paragraphs: [
      'Este aviso va a quienes auditan, y a la persona del cambio. Si nadie puede auditar ahora, va también a quienes administran.',
      'Si no lo esperaba, pida ahora que suspendan ese acceso y revise el registro de actos.',
    ],
    details: [
      { label: 'Qué', value: changes[change] },
      { label: 'De quién', value: member },
      { label: 'Lo hizo', value: doneBy },
      { label: 'Cuándo', value: instant(at) },
      ...(waits ? [{ label: 'Qué falta', value: 'Que otra persona la acepte, en Equipo' }] : []),
    ],
    sms: 'SENCE: cambio el equipo de la mesa de ayuda. Revise su correo.',
  }),
};
