import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, withFaults } from './refused.ts';
import { safeForm } from './register-form.ts';

const tabs = (current: 'natural' | 'juridica') => [
  { value: 'natural', name: 'Mi RUT', href: '/alguien-registro-mi-rut', current: current === 'natural' },
  { value: 'juridica', name: 'El RUT de mi empresa', href: '?perfil=juridica', current: current === 'juridica' },
];

const form = (name: string, locals: object): GalleryPage => ({
  name,
  view: 'contest-identity/form',
  locals: {
    ...safeForm,
    title: 'Alguien registró mi RUT',
    formAction: '/alguien-registro-mi-rut',
    profiles: tabs('natural'),
    ...locals,
  },
});

const done = (outcome: string, profile: string, title: string): GalleryPage => ({
  name: `alguien-registro-mi-rut-${outcome}-${profile}`,
  view: 'contest-identity/done',
  locals: { title, outcome, profile, folio: 'CS-7F3K-9QWM' },
});

/** Alguien registró mi RUT, and each way in which it ends. */
export const contestPages: readonly GalleryPage[] = [
  form('alguien-registro-mi-rut', {}),
  form(
    'alguien-registro-mi-rut-no-coincide',
    refusedAt('serie', ['cedula-mismatch', { left: 4 }], { rut: '44.000.001-0', serie: '599999999' }),
  ),
  form('alguien-registro-mi-rut-empresa', { profiles: tabs('juridica') }),
  form('alguien-registro-mi-rut-empresa-con-errores', {
    profiles: tabs('juridica'),
    ...withFaults(
      {
        rut_empresa: ['rut-missing', { of: 'company' }],
        rut: ['rut-missing', { of: 'representative' }],
        serie: 'serial-missing',
        captcha: 'field-missing',
      },
      {},
    ),
  }),
  form('alguien-registro-mi-rut-empresa-no-representante', {
    profiles: tabs('juridica'),
    ...refusedAt('rut', 'not-representative', { rut: '44.000.003-7', rut_empresa: '54.000.001-8', serie: '512345678' }),
  }),
  done('returned', 'natural', 'El RUT vuelve a ser suyo'),
  done('returned', 'juridica', 'El RUT vuelve a ser suyo'),
  done('free', 'natural', 'Nadie tiene una cuenta con ese RUT'),
  done('desk', 'natural', 'Revisaremos su caso en persona'),
];
