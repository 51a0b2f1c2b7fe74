import type { DataUpdatePages } from '../../shape/pages/data-update.ts';

const OVER = 'La actualización terminó';

/** Data that the user changes. */
export const dataUpdate: DataUpdatePages = {
  titles: {
    profiles: {
      natural: 'Actualizar Datos Persona Natural',
      juridica: 'Actualizar Datos Persona Jurídica',
      migrante: 'Actualizar Datos Migrante',
      facilitador: 'Actualizar Datos Facilitador Extranjero',
    },
    expired: OVER,
    mail: 'Continúe con la actualización',
    spentLink: OVER,
  },
  updated: 'Sus datos han sido actualizados correctamente.',
  told: 'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
};
