import type { GalleryPage } from './gallery-page.ts';
import { logInForm, tabs } from './log-in-form.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';

const form = { ...logInForm, profiles: tabs('juridica') };

const values = { rut: '54.000.001-8', rut_representante: '44.000.003-7' };

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/form',
  locals: { ...form, ...state },
});

/** Login of a company: the two numbers and the key, and the tax registry's answers about them. */
export const logInCompanyPages: readonly GalleryPage[] = [
  page('ingreso-juridica', {}),
  page(
    'ingreso-juridica-vacio',
    withFaults(
      {
        rut: ['rut-missing', { of: 'company' }],
        rut_representante: ['rut-missing', { of: 'representative' }],
        clave: 'key-missing',
      },
      {},
    ),
  ),
  page('ingreso-juridica-clave-incorrecta', refusedAt('clave', 'key-wrong', values)),
  page('ingreso-juridica-segura-no-autorizado', {
    ...refusedAt('clave', 'credentials-wrong', values),
    policy: 'segura',
  }),
  page('ingreso-juridica-no-es-representante', refusedAt('rut_representante', 'not-representative', values)),
  page('ingreso-juridica-empresa-desconocida', refusedAt('rut', 'company-not-found', values)),
  page('ingreso-juridica-sin-representante', refusedAt('rut', 'no-representative', values)),
  page('ingreso-juridica-sii-callado', silentAt('rut', 'tax-registry', values)),
];
