import type { GalleryPage } from './gallery-page.ts';
import { causeAndSolution, logInForm, tabs } from './log-in-form.ts';

const form = { ...logInForm, profiles: tabs('juridica') };

const refused = (field: string, text: string) => ({
  values: { rut: '54.000.001-8', rut_representante: '44.000.003-7' },
  faults: { [field]: text },
  errors: [{ id: field, text }],
});

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'log-in/form',
  locals: { ...form, ...state },
});

/** Login of a company: the two numbers and the key, and what the tax registry makes of them. */
export const logInCompanyPages: readonly GalleryPage[] = [
  page('ingreso-juridica', { cancelHref: 'https://portal.example/' }),
  page('ingreso-juridica-clave-incorrecta', {
    ...refused('clave', 'NO AUTORIZADO: CLAVE SENCE INCORRECTA'),
    refusal: causeAndSolution,
  }),
  page('ingreso-juridica-segura-no-autorizado', {
    ...refused('clave', 'NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA'),
    refusal: causeAndSolution,
    policy: 'segura',
  }),
  page('ingreso-juridica-no-es-representante', {
    ...refused(
      'rut_representante',
      'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
    ),
  }),
  page('ingreso-juridica-empresa-desconocida', {
    ...refused('rut', 'No encontramos esta empresa en el Servicio de Impuestos Internos.'),
  }),
  page('ingreso-juridica-sin-representante', {
    ...refused(
      'rut',
      'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
    ),
  }),
  page('ingreso-juridica-sii-callado', {
    ...refused(
      'rut',
      'El servicio del SII no está disponible en este momento. No contamos este intento. Vuelva a probar en unos minutos o llame al 800 80 10 30.',
    ),
  }),
];
