import type { HomePages } from '../../shape/pages/home.ts';

/** Home, the choice of a profile, and the pages of services by telephone. */
export const home: HomePages = {
  title: 'Clave Sence (CS)',
  about: 'Más información',
  help: 'Ayuda',
  secondFactor: 'Segundo factor: qué me conviene',
  accessibility: 'Accesibilidad',
  profiles: {
    natural: { name: 'Persona Natural', detail: 'Con Cédula de Identidad Nacional' },
    juridica: { name: 'Persona Jurídica', detail: 'Empresa | OTEC | OTIC' },
    migrante: { name: 'Migrante', detail: 'Sin Cédula de Identidad Nacional' },
    facilitador: { name: 'Facilitador Extranjero', detail: 'Invitado por una empresa' },
  },
  menus: {
    register: { title: 'Regístrese', intro: 'Elija con qué perfil va a registrarse.' },
    recover: { title: 'Recuperar CS', intro: 'Elija con qué perfil va a recuperar su clave.' },
    change: { title: 'Cambiar CS', intro: 'Elija con qué perfil va a cambiar su clave.' },
    update: { title: 'Actualizar datos', intro: 'Elija con qué perfil va a actualizar sus datos.' },
  },
};
