import type { KeyChangePages } from '../../shape/pages/key-change.ts';

const OVER = 'El cambio terminó';
const SOON = 'dentro de los próximos 10 minutos.';
const people = {
  sms: `SENCE le avisará de este cambio por SMS a su celular ${SOON}`,
  mail: `SENCE le avisará de este cambio a su e-Mail ${SOON}`,
};

/** A key that the user changes. */
export const keyChange: KeyChangePages = {
  titles: {
    profiles: {
      natural: 'Cambiar CS (Clave Sence) Persona Natural',
      juridica: 'Cambiar CS (Clave Sence) Persona Jurídica',
      migrante: 'Cambiar CS (Clave Sence) Migrante',
      facilitador: 'Cambiar CS (Clave Sence) Facilitador Extranjero',
    },
    expired: OVER,
    mail: 'Continúe con el cambio de su clave',
    spentLink: OVER,
  },
  changed: 'Generación de nueva clave Sence satisfactoria.',
  told: {
    natural: people,
    migrante: people,
    facilitador: people,
    juridica: {
      sms: `SENCE avisará de este cambio por SMS al celular del representante legal registrado ${SOON}`,
      mail: `SENCE avisará de este cambio al e-Mail de la Empresa registrado ${SOON}`,
    },
  },
};
