import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { guideForm, safeForm } from './register-form.ts';

const shared = { title: 'Registrar Persona Natural', formAction: '/registro/natural' };
const guide = { ...guideForm, ...shared };
const safe = { ...safeForm, ...shared };

const rosa = {
  rut: '44.000.001-0',
  pregunta: 'pais',
  respuesta: 'Chile',
  calle: 'Pasaje Los Aromos de la Población Nueva Esperanza del Sur',
  numero: '1234',
  comuna: '11102',
  email: 'rosa@correo.example',
  celular: '1234',
};

const everyFault = {
  rut: 'rut-invalid',
  serie: 'serial-invalid',
  pregunta: 'question-missing',
  respuesta: 'answer-missing',
  calle: 'field-missing',
  numero: 'field-missing',
  comuna: 'comuna-missing',
  email: 'email-invalid',
  telefono_particular: 'phone-invalid',
  telefono_trabajo: 'phone-invalid',
  celular: 'mobile-invalid',
  clave: ['key-length', { min: 8, max: 10 }],
  clave2: 'keys-differ',
  captcha: 'field-missing',
} as const;

const done = {
  again: '/registro/natural',
  title: 'Éxito: revise su correo',
  email: 'roxx@corrxxx',
  reference: 'CS-7F3K-92',
  hours: 24,
};

/** The same in the browser that registered. */
const own = {
  ...done,
  email: 'rosa@correo.example',
  own: true,
  formAction: '/registro/natural/listo/recibo',
};

const slip = { ...rosa, email: 'rosa@gmial.com' };
const meant = { doubts: { email: 'rosa@gmail.com' }, captcha: { kept: 'letras-de-ejemplo' } };
const email = {
  title: 'Corregir el correo',
  back: '/registro/natural/listo/recibo',
  formAction: '/registro/natural/listo/recibo/correo',
  csrfToken: 'ficha-de-ejemplo',
  values: { email: 'rosa@gmial.com' },
  faults: {},
  errors: [],
};

const pageOf =
  (view: string) =>
  (name: string, locals: Readonly<Record<string, unknown>>): GalleryPage => ({ name, view, locals });
const form = pageOf('registration/natural/form');
const sent = pageOf('registration/natural/done');
const correction = pageOf('registration/natural/email');

/** Registration of a person, from the form to the confirmed account. */
export const registerPages: readonly GalleryPage[] = [
  form('registro-guia', guide),
  form('registro-segura', safe),
  form('registro-guia-con-errores', { ...guide, ...withFaults(everyFault, rosa) }),
  form('registro-guia-comunas-de-la-region', {
    ...guide,
    values: { ...rosa, region: '11', comuna: '' },
    focus: 'comuna',
  }),
  form('registro-guia-sin-region', { ...guide, ...withFaults({ region: 'region-missing' }, { ...rosa, comuna: '' }) }),
  form('registro-segura-otras-letras', { ...safe, values: rosa, focus: 'captcha' }),
  form('registro-guia-ya-registrado', {
    ...guide,
    ...refusedAt('rut', ['already-registered', { profile: 'natural' }], rosa),
  }),
  form('registro-segura-registro-civil-callado', {
    ...safe,
    ...silentAt('rut', 'civil-registry', { ...rosa, sin_celular: '1' }),
  }),
  form('registro-guia-letras-guardadas', {
    ...guide,
    ...withFaults({ comuna: 'comuna-missing', clave: 'key-missing' }, slip),
    ...meant,
  }),
  form('registro-segura-correo-dudoso', { ...safe, values: slip, ...meant }),
  sent('registro-listo-propio', {
    ...own,
    delivery: 'queued',
    client: 'Portal de Ejemplo',
    next: 'a las 16.20 (hora de Santiago)',
  }),
  sent('registro-listo-propio-otro-correo', {
    ...own,
    csrfToken: 'ficha-de-ejemplo',
    delivery: 'sent',
    at: '15.48 (hora de Santiago)',
  }),
  sent('registro-listo-propio-rechazado', {
    ...own,
    title: 'Su correo no recibe mensajes',
    delivery: 'refused',
    at: '15.48 (hora de Santiago)',
  }),
  correction('registro-corregir-correo', email),
  correction('registro-corregir-correo-dudoso', { ...email, doubts: { email: 'rosa@gmail.com' } }),
  correction('registro-corregir-correo-malo', {
    ...email,
    ...withFaults({ email: 'email-invalid' }, { email: 'rosa' }),
  }),
  sent('registro-listo-en-camino', { ...done, delivery: 'queued' }),
  sent('registro-listo-enviado-juridica', {
    ...done,
    again: '/registro/juridica',
    delivery: 'sent',
    at: '15.48 (hora de Santiago)',
  }),
  sent('registro-listo-enviado', { ...done, delivery: 'sent', at: '15.48 (hora de Santiago)' }),
  sent('registro-listo-retenido', {
    ...done,
    title: 'Falta enviar el correo',
    delivery: 'withheld',
    until: 'a las 16.20 (hora de Santiago)',
  }),
  sent('registro-listo-con-demora', { ...done, delivery: 'delayed' }),
  sent('registro-listo-sin-envio', {
    ...done,
    title: 'Falta enviar el correo',
    delivery: 'failed',
    at: '15.58 (hora de Santiago)',
  }),
  sent('registro-listo-rechazado', {
    ...done,
    title: 'Su correo no recibe mensajes',
    delivery: 'refused',
    at: '15.48 (hora de Santiago)',
  }),
  ...['juridica', ''].map((profile) => ({
    name: `confirmar-listo${profile && `-${profile}`}`,
    view: 'registration/confirm-email/done',
    locals: { title: 'Éxito: su cuenta está confirmada', profile },
  })),
  {
    name: 'confirmar-vencido',
    view: 'registration/confirm-email/expired',
    locals: { title: 'Este enlace venció o ya se usó' },
  },
];
