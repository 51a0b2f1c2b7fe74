import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { guideForm, safeForm } from './register-form.ts';

const form = { title: 'Registrar Persona Natural', formAction: '/registro/natural' };
const guide = { ...guideForm, ...form };
const safe = { ...safeForm, ...form };

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
  formToken: 'ficha-de-ejemplo',
  values: { email: 'rosa@gmial.com' },
  faults: {},
  errors: [],
};

/** Registration of a person, from the form to the confirmed account. */
export const registerPages: readonly GalleryPage[] = [
  { name: 'registro-guia', view: 'register-natural/form', locals: guide },
  { name: 'registro-segura', view: 'register-natural/form', locals: safe },
  {
    name: 'registro-guia-con-errores',
    view: 'register-natural/form',
    locals: { ...guide, ...withFaults(everyFault, rosa) },
  },
  {
    name: 'registro-guia-comunas-de-la-region',
    view: 'register-natural/form',
    locals: { ...guide, values: { ...rosa, region: '11', comuna: '' }, focus: 'comuna' },
  },
  {
    name: 'registro-guia-sin-region',
    view: 'register-natural/form',
    locals: { ...guide, ...withFaults({ region: 'region-missing' }, { ...rosa, comuna: '' }) },
  },
  {
    name: 'registro-segura-otras-letras',
    view: 'register-natural/form',
    locals: { ...safe, values: rosa, focus: 'captcha' },
  },
  {
    name: 'registro-guia-ya-registrado',
    view: 'register-natural/form',
    locals: { ...guide, ...refusedAt('rut', ['already-registered', { profile: 'natural' }], rosa) },
  },
  {
    name: 'registro-segura-registro-civil-callado',
    view: 'register-natural/form',
    locals: { ...safe, ...silentAt('rut', 'civil-registry', { ...rosa, sin_celular: '1' }) },
  },
  {
    name: 'registro-guia-letras-guardadas',
    view: 'register-natural/form',
    locals: {
      ...guide,
      ...withFaults({ comuna: 'comuna-missing', clave: 'key-missing' }, slip),
      ...meant,
    },
  },
  {
    name: 'registro-segura-correo-dudoso',
    view: 'register-natural/form',
    locals: { ...safe, values: slip, ...meant },
  },
  {
    name: 'registro-listo-propio',
    view: 'register-natural/done',
    locals: { ...own, delivery: 'queued', platform: 'Portal de Ejemplo', next: 'a las 16.20 (hora de Santiago)' },
  },
  {
    name: 'registro-listo-propio-otro-correo',
    view: 'register-natural/done',
    locals: { ...own, formToken: 'ficha-de-ejemplo', delivery: 'sent', at: '15.48 (hora de Santiago)' },
  },
  {
    name: 'registro-listo-propio-rechazado',
    view: 'register-natural/done',
    locals: { ...own, title: 'Su correo no recibe mensajes', delivery: 'refused', at: '15.48 (hora de Santiago)' },
  },
  { name: 'registro-corregir-correo', view: 'register-natural/email', locals: email },
  {
    name: 'registro-corregir-correo-dudoso',
    view: 'register-natural/email',
    locals: { ...email, doubts: { email: 'rosa@gmail.com' } },
  },
  {
    name: 'registro-corregir-correo-malo',
    view: 'register-natural/email',
    locals: { ...email, ...withFaults({ email: 'email-invalid' }, { email: 'rosa' }) },
  },
  { name: 'registro-listo-en-camino', view: 'register-natural/done', locals: { ...done, delivery: 'queued' } },
  {
    name: 'registro-listo-enviado-juridica',
    view: 'register-natural/done',
    locals: { ...done, again: '/registro/juridica', delivery: 'sent', at: '15.48 (hora de Santiago)' },
  },
  {
    name: 'registro-listo-enviado',
    view: 'register-natural/done',
    locals: { ...done, delivery: 'sent', at: '15.48 (hora de Santiago)' },
  },
  {
    name: 'registro-listo-retenido',
    view: 'register-natural/done',
    locals: { ...done, title: 'Falta enviar el correo', delivery: 'withheld', until: 'a las 16.20 (hora de Santiago)' },
  },
  { name: 'registro-listo-con-demora', view: 'register-natural/done', locals: { ...done, delivery: 'delayed' } },
  {
    name: 'registro-listo-sin-envio',
    view: 'register-natural/done',
    locals: { ...done, title: 'Falta enviar el correo', delivery: 'failed', at: '15.58 (hora de Santiago)' },
  },
  {
    name: 'registro-listo-rechazado',
    view: 'register-natural/done',
    locals: { ...done, title: 'Su correo no recibe mensajes', delivery: 'refused', at: '15.48 (hora de Santiago)' },
  },
  ...['juridica', ''].map((profile) => ({
    name: `confirmar-listo${profile && `-${profile}`}`,
    view: 'confirm-email/done',
    locals: { title: 'Éxito: su cuenta está confirmada', profile },
  })),
  {
    name: 'confirmar-vencido',
    view: 'confirm-email/expired',
    locals: { title: 'Este enlace venció o ya se usó' },
  },
];
