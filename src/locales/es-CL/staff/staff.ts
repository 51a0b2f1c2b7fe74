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
    reserved: 'Reservadas',
    team: 'Equipo',
  },
  titles: {
    leave: 'Salir – Mesa de ayuda',
    signIn: 'Ingresar a la mesa de ayuda',
    left: 'Salió de la mesa de ayuda',
    entered: 'Ingresó a la mesa de ayuda',
    bind: 'Vincule su cuenta de la institución',
    link: 'Inscripción en la mesa de ayuda',
    linkOver: 'Este enlace no sirve',
    enrol: 'Inscriba sus claves de acceso',
    team: 'Equipo – Mesa de ayuda',
    invite: 'Invitar a una persona – Mesa de ayuda',
    member: 'Una persona del equipo – Mesa de ayuda',
    madeLink: 'Enlace de inscripción – Mesa de ayuda',
    madeLinkOver: 'El enlace ya no se muestra – Mesa de ayuda',
  },
  authenticatorOf: (name) => `Mesa de ayuda: ${name}`,
  states: {
    invitada: 'Invitada, falta inscribirse',
    activa: 'Activa',
    suspendida: 'Suspendida',
  },
  done: {
    enrolled: 'Su inscripción está completa. Ingrese ahora con una de sus claves de acceso.',
    first: 'Guardamos su primera clave de acceso. Falta la segunda.',
    left: 'Salió de la mesa de ayuda.',
    kept: 'Su sesión terminó. Guardamos lo que escribió: ingrese de nuevo y lo verá.',
    suspended: 'Suspendimos el acceso. Sus sesiones terminaron.',
    restored: 'Devolvimos el acceso. Debe ingresar de nuevo.',
    'roles-set': 'Cambiamos los roles. Valen desde su próxima página.',
  },
};
