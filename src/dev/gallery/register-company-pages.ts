import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { guideForm, safeForm } from './register-form.ts';

const form = { title: 'Registrar Persona Jurídica', formAction: '/registro/juridica' };
const guide = { ...guideForm, ...form };
const safe = { ...safeForm, ...form };

const bakery = {
  rut_empresa: '54.000.001-8',
  razon_social: 'Panadería Los Andes SpA',
  pregunta: 'pais',
  respuesta: 'Chile',
  rut_representante: '44.000.001-0',
  celular_representante: '1234',
  email_representante: 'rosa@correo.example',
  calle: 'Pasaje Los Aromos de la Población Nueva Esperanza del Sur',
  numero: '1234, oficina 56',
  comuna: '11102',
  email: 'contacto.de.la.panaderia.los.andes@empresa.example',
  telefono: '1234',
};

const everyFault = {
  rut_empresa: ['rut-invalid', { of: 'company' }],
  pregunta: 'question-missing',
  respuesta: 'answer-missing',
  rut_representante: ['rut-missing', { of: 'representative' }],
  celular_representante: ['mobile-invalid', { of: 'representative' }],
  email_representante: 'email-invisible',
  serie: 'serial-invalid',
  comuna: ['comuna-missing', { of: 'company' }],
  calle: 'field-missing',
  numero: 'field-missing',
  email: 'email-letters',
  telefono: 'phone-invalid',
  clave: ['key-length', { min: 8, max: 10 }],
  clave2: 'keys-differ',
  captcha: 'field-missing',
} as const;

const { pregunta: _question, respuesta: _answer, ...askedInSafe } = everyFault;
const { razon_social: _name, ...unread } = bakery;

const page = (name: string, locals: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `registro-juridica-${name}`,
  view: 'registration/juridica/form',
  locals,
});

/** Registration of a company: empty and refused, under both policies. */
export const registerCompanyPages: readonly GalleryPage[] = [
  page('guia', guide),
  page('segura', safe),
  page('guia-con-errores', { ...guide, ...withFaults(everyFault, bakery) }),
  page('segura-con-errores', {
    ...safe,
    ...withFaults({ ...askedInSafe, clave: ['key-length', { min: 15, max: 64 }] }, bakery),
  }),
  page('guia-letras-guardadas', {
    ...guide,
    ...withFaults(
      { rut_representante: 'not-representative', telefono: 'phone-invalid' },
      {
        ...bakery,
        email_representante: 'rosa@gmial.com',
      },
    ),
    doubts: { email_representante: 'rosa@gmail.com' },
    captcha: { kept: 'letras-de-ejemplo' },
  }),
  page('empresa-desconocida', { ...guide, ...refusedAt('rut_empresa', 'company-not-found', unread) }),
  page('no-es-representante', { ...guide, ...refusedAt('rut_representante', 'not-representative', bakery) }),
  page('sin-representante', { ...guide, ...refusedAt('rut_empresa', 'no-representative', bakery) }),
  page('sii-callado', { ...safe, ...silentAt('rut_empresa', 'tax-registry', unread) }),
];
