import type { StaffTexts } from '../../shape/staff.ts';

/** The frame of the desk and the pages of its staff. */
export const staffTexts: StaffTexts = {
  roles: {
    agente: 'Agente',
    revisor: 'Revisión',
    auditor: 'Auditoría',
    administrador: 'Administración',
    mostrador: 'Mostrador',
  },
  tabs: {
    search: 'Buscar',
    cases: 'Casos',
    counter: 'Mostrador',
    oversight: 'Auditoría',
    team: 'Equipo',
  },
  titles: {
    leave: 'Salir – Mesa de ayuda',
  },
};
