import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, withFaults } from './refused.ts';
import { guideForm, safeForm } from './register-form.ts';

const form = { title: 'Registrar Migrante', formAction: '/registro/migrante' };
const typed = { nie: '199000001-5', email: 'marie@correo.example' };

const page = (name: string, locals: object): GalleryPage => ({
  name,
  view: 'registration/migrante/form',
  locals: { ...guideForm, ...form, ...locals },
});

/** Registration by NIE: empty and refused. */
export const registerMigrantPages: readonly GalleryPage[] = [
  page('registro-migrante', {}),
  page('registro-migrante-segura', { ...safeForm, ...form }),
  page('registro-migrante-nie-malo', withFaults({ nie: 'nie-invalid' }, typed)),
  page('registro-migrante-nie-desconocido', refusedAt('nie', 'nie-not-found', typed)),
];
