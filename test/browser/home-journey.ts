import { at, type Journey } from './journey-step.ts';

/** What a visitor sees without a sign-in: home, its menus, and the pages that inform. */
export const homeJourney: Journey = {
  name: 'inicio',
  steps: [
    { caption: 'Portada', go: at('/') },
    {
      caption: 'Un menú abierto',
      go: (page) => page.getByText('Recuperar CS', { exact: true }).first().click(),
    },
    { caption: 'Elegir perfil', go: at('/recuperar') },
    { caption: 'Más información', go: at('/mas-informacion') },
    { caption: 'Ayuda', go: at('/ayuda') },
    { caption: 'Accesibilidad', go: at('/accesibilidad') },
    { caption: 'Estado del servicio', go: at('/estado') },
  ],
};
