import type { Texts } from '../../shape/texts.ts';

interface StaffData {
  readonly added: { readonly name: string; readonly link: string; readonly minutes: number };
  readonly link: { readonly name: string; readonly link: string; readonly minutes: number };
  readonly accepted: { readonly name: string };
  readonly suspended: { readonly name: string };
  readonly restored: { readonly name: string };
  readonly roles: { readonly name: string; readonly roles: readonly string[]; readonly waits: boolean };
  readonly unverified: { readonly count: number };
}

const once = (link: string, minutes: number): string =>
  `Enlace de inscripción (sirve una vez, dura ${minutes} minutos):\n${link}\nEntréguelo solo a esa persona.`;

/** What was done. */
export const staffCommandTexts: Texts<StaffData> = {
  accepted: ({ name }) => `${name} trabaja en la mesa de ayuda. Avisamos a quienes auditan y administran.`,
  added: ({ name, link, minutes }) =>
    `${name} está en la mesa de ayuda. Falta que otra persona la acepte cuando se inscriba.\n${once(link, minutes)}`,
  link: ({ name, link, minutes }) => `Enlace nuevo para ${name}.\n${once(link, minutes)}`,
  restored: ({ name }) => `${name} vuelve a tener acceso. Falta que otra persona la acepte.`,
  roles: ({ name, roles, waits }) =>
    `Roles de ${name}: ${roles.join(', ')}.${waits ? ' Falta que otra persona la acepte.' : ''}`,
  suspended: ({ name }) => `${name} ya no tiene acceso. Sus sesiones terminaron.`,
  unverified: ({ count }) => `No se muestran ${count}: alguien cambió sus filas en la base de datos.`,
};

/** Headings and lines of the list. */
export const staffList = {
  headings: ['ID', 'NOMBRE', 'RUN', 'ESTADO', 'ROLES', 'OFICINA'],
  waiting: (state: string) => `${state}, por aceptar`,
  none: 'No hay personas en la mesa de ayuda.',
} as const;

/** What each line of the file of a new member is. */
export const staffFields = ['RUN', 'nombres', 'apellido paterno', 'apellido materno', 'correo'] as const;
