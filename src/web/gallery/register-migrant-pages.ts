import type { GalleryPage } from './gallery-page.ts';
import { guideForm, safeForm, withFaults } from './register-form.ts';

const form = { title: 'Registrar Migrante', formAction: '/registro/migrante' };
const wrong = 'Revise su NIE: el dígito verificador no coincide.';
const nobody = 'No encontramos este NIE. Revíselo o llame al 800 80 10 30.';

const page = (name: string, locals: object): GalleryPage => ({
  name,
  view: 'register-migrante/form',
  locals: { ...guideForm, ...form, ...locals },
});

const refused = (text: string) => withFaults({ nie: text }, { nie: '199000001-5', email: 'marie@correo.example' });

export const registerMigrantPages: readonly GalleryPage[] = [
  page('registro-migrante', {}),
  page('registro-migrante-segura', { ...safeForm, ...form }),
  page('registro-migrante-nie-malo', refused(wrong)),
  page('registro-migrante-nie-desconocido', refused(nobody)),
];
