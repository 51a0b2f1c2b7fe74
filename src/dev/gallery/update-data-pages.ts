import type { DataUpdateStep, UpdatingProfile } from '../../domain/data-update.ts';
import { placeLocals } from '../../http/forms/comunas-file.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { captcha, ends, refusedWhole } from './recovery-form.ts';
import { refusedAt, silentAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const csrfToken = 'ficha-de-ejemplo';
const form = { back: '/', csrfToken, values: {}, faults: {}, errors: [], policy: 'guia', holdHours: 72 };
const safe = { policy: 'segura' };
const tomorrow = new Date('2026-11-21T16:20:00-03:00');
const until = '25-11-2026 a las 10.15 (hora de Santiago)';

const titles = {
  natural: 'Actualizar Datos Persona Natural',
  juridica: 'Actualizar Datos Persona Jurídica',
  migrante: 'Actualizar Datos Migrante',
  facilitador: 'Actualizar Datos Facilitador Extranjero',
};
const identifiers = {
  natural: '44.000.001-0',
  juridica: '54.000.001-8',
  migrante: '199.000.002-2',
  facilitador: '199.000.002-2',
};

const begin = (name: string, profile: UpdatingProfile, state: object): GalleryPage => ({
  name: `actualizar-${profile}${name}`,
  view: 'data-update/begin',
  locals: {
    ...form,
    profile,
    title: titles[profile],
    formAction: `/actualizar/${profile}`,
    step: { number: 1, of: 3 },
    ...state,
  },
});

const at =
  (paso: DataUpdateStep, number?: number) =>
  (name: string, profile: UpdatingProfile, state: object): GalleryPage => ({
    name: `actualizar-${name}-${profile}`,
    view: `data-update/${paso}`,
    locals: {
      ...form,
      profile,
      paso,
      ends,
      title: titles[profile],
      identifier: identifiers[profile],
      ...(number ? { step: { number, of: 3 } } : {}),
      back: `/actualizar/${profile}`,
      formAction: `/actualizar/${profile}/ejemplo`,
      ...placeLocals,
      questions: questionsOf(texts),
      ...state,
    },
  });

const mail = at('mail', 1);
const key = at('key', 1);
const factor = at('factor', 1);
const question = at('question', 2);
const data = at('data', 3);
const done = at('done');

const address = { calle: 'Los Aromos', numero: '12', block: '', departamento: '', comuna: '11101' };
const person = {
  ...address,
  email: 'rosa.con.un.correo.muy.largo@correo.example',
  celular: '40000001',
  telefono_particular: '223456789',
  telefono_trabajo: '',
};
const company = {
  company: true,
  razonSocial: 'Panadería Los Andes SpA',
  acting: { rut: '44.000.001-0', name: 'Rosa Elena Soto Díaz' },
  ownMobile: true,
  values: {
    ...address,
    email: 'contacto@panaderia.example',
    telefono: '223456789',
    celular_representante: '40000001',
  },
};

const lines = [
  'Sus datos han sido actualizados correctamente.',
  'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
];
const outcome = (state: string) => ({
  deliveries: [
    { channel: 'mail', state, at: '10.15 (hora de Santiago)' },
    { channel: 'sms', state, at: '10.15 (hora de Santiago)' },
  ],
  lines,
  atOnce: true,
  by: '10.25 (hora de Santiago)',
  reference: 'CS-7F3K-9QWM',
  csrfToken: undefined,
});
const waits = { until, request: 'enlace-de-ejemplo', replaces: ['email', 'mobile'], confirms: true };
const onlyContacts = { atOnce: false, lines: lines.slice(1) };

const page = (name: string, view: string, state: object): GalleryPage => ({
  name,
  view,
  locals: { ...form, ...state },
});

const request = (name: string, state: object): GalleryPage => ({
  name: `solicitud-actualizar-${name}`,
  view: 'pending-changes/request-state/state',
  locals: {
    ...form,
    title: 'Estado de mi solicitud',
    kind: 'update-contacts',
    state: 'waiting',
    folio: 'CS-7F3K-9QWM',
    asked: '22-11-2026 a las 10.15 (hora de Santiago)',
    until,
    back: undefined,
    formAction: '/solicitud',
    token: 'enlace-de-ejemplo',
    codes: [],
    ...state,
  },
});

const codes = (sent: boolean, proved = false) => [
  { contact: 'email', field: 'codigo_correo', sent, proved: false },
  { contact: 'mobile', field: 'codigo_celular', sent, proved },
];
const ended = '25-11-2026 a las 10.16 (hora de Santiago)';

/** Actualizar datos from the key to the last page, and the request of new contacts until its end. */
export const updateDataPages: readonly GalleryPage[] = [
  begin('', 'natural', {}),
  begin('-segura', 'natural', { ...safe, ...captcha, step: { number: 1, of: 2 } }),
  begin('-clave-incorrecta', 'natural', refusedAt('clave', 'key-wrong', { rut: '44.000.001-0' })),
  begin(
    '-provisoria',
    'natural',
    refusedAt('clave', ['key-provisional', { profile: 'natural' }], { rut: '44.000.001-0' }),
  ),
  begin('', 'juridica', {}),
  begin('-con-errores', 'juridica', {
    ...safe,
    ...captcha,
    ...withFaults(
      {
        rut: ['rut-missing', { of: 'company' }],
        rut_representante: ['rut-missing', { of: 'representative' }],
        clave: 'key-missing',
      },
      {},
    ),
  }),
  begin('-sii-callado', 'juridica', silentAt('rut', 'tax-registry', { rut: '54.000.001-8' })),
  begin('', 'migrante', {}),
  begin('', 'facilitador', {}),
  mail('por-correo-pedido', 'natural', { asked: true, csrfToken: undefined }),
  mail('por-correo', 'migrante', {}),
  key('clave', 'natural', { byMail: true }),
  key('clave-otra-vez', 'juridica', refusedAt('rut_representante', 'not-representative', {})),
  factor('segundo-factor', 'natural', { ways: everyWay }),
  factor('segundo-factor-incorrecto', 'juridica', {
    ways: { ...everyWay, passkey: undefined },
    ...refusedAt('codigo', 'factor-code-wrong', {}),
  }),
  question('pregunta', 'natural', {}),
  question('pregunta-no-coincide', 'migrante', refusedAt('respuesta', ['pair-wrong', { left: 2 }], { pregunta: '2' })),
  question('pregunta-demasiadas', 'natural', refusedWhole('too-many-pairs', { until: tomorrow })),
  data('datos', 'natural', { ...captcha, values: person }),
  data('datos-otra-region', 'natural', { ...captcha, values: { ...person, region: '13' }, focus: 'comuna' }),
  data('datos-sin-region', 'migrante', {
    ...captcha,
    ...withFaults({ region: 'region-missing', telefono_particular: 'phone-invalid' }, { ...person, comuna: '' }),
  }),
  data('datos-segura', 'natural', { ...safe, values: person, step: { number: 2, of: 2 } }),
  data('datos-con-errores', 'natural', {
    ...captcha,
    ...withFaults(
      { calle: 'field-missing', email: 'email-invalid', celular: 'mobile-invalid', telefono_trabajo: 'phone-invalid' },
      { ...person, calle: '', email: 'rosa@correo', celular: '1234', telefono_trabajo: '12' },
    ),
  }),
  data('datos-iguales', 'natural', { ...captcha, ...refusedWhole('nothing-changed', {}), values: person }),
  data('datos-con-factor', 'natural', { ...captcha, values: person, atOnce: true }),
  data('datos-en-espera', 'migrante', {
    ...captcha,
    values: { ...person, celular: '', sin_celular: '1' },
    waits: until,
  }),
  data('datos', 'juridica', { ...captcha, ...company }),
  data('datos-otro-representante', 'juridica', {
    ...safe,
    ...company,
    acting: { rut: '44.000.002-9', name: 'Pedro Antonio Muñoz Rojas' },
    known: 'Rosa Elena Soto Díaz',
    ownMobile: false,
    representatives: 2,
    values: { ...company.values, celular_representante: '' },
  }),
  done('exito-en-cola', 'natural', outcome('queued')),
  done('exito', 'natural', outcome('sent')),
  done('exito-y-en-espera', 'natural', { ...outcome('sent'), ...waits, hastens: true, csrfToken }),
  done('en-espera', 'migrante', {
    ...outcome('sent'),
    ...onlyContacts,
    ...waits,
    replaces: ['mobile'],
    confirms: false,
  }),
  done('en-espera', 'juridica', { ...outcome('sent'), ...onlyContacts, ...waits, hastens: true, csrfToken }),
  done('por-factor', 'natural', { ...outcome('sent'), ...waits, replaces: ['email'], byFactor: true }),
  done('por-factor-solo-email', 'migrante', {
    ...outcome('sent'),
    ...onlyContacts,
    ...waits,
    replaces: ['email'],
    byFactor: true,
  }),
  done('correo-nuevo-rechazado', 'natural', { ...outcome('sent'), ...onlyContacts, ...waits, newRefused: true }),
  done('correo-rechazado', 'natural', { ...outcome('refused'), lines: lines.slice(0, 1), unheard: true }),
  done('confirmada', 'natural', { ...outcome('failed'), ended: 'done' }),
  page('actualizar-desde-el-correo', 'data-update/mailbox', {
    title: 'Continúe con la actualización',
    formAction: '/actualizar/correo',
    token: 'enlace',
  }),
  page('actualizar-terminada', 'data-update/expired', {
    title: 'La actualización terminó',
    again: '/actualizar/natural',
    csrfToken: undefined,
  }),
  request('recibida', { received: true, codes: codes(false), confirms: true }),
  request('avisada', { codes: codes(false), confirms: true }),
  request('avisada-con-codigos', { codes: codes(true), confirms: true }),
  request('sin-codigos', { received: true }),
  request('correo-rechazado', { received: true, newRefused: true }),
  request('codigos', { received: true, codes: codes(true) }),
  request('codigo-malo', {
    received: true,
    codes: codes(true),
    ...withFaults(
      { codigo_correo: ['contact-code-wrong', { left: 4 }], codigo_celular: 'contact-code-spent' },
      { codigo_correo: '123456', codigo_celular: '654321' },
    ),
  }),
  request('falta-el-correo', {
    received: true,
    codes: codes(true, true).map((one) => ({ ...one, proved: true })),
    confirms: true,
  }),
  request('por-factor', { received: true, byFactor: true, confirms: true }),
  request('por-factor-avisada', { byFactor: true, confirms: true }),
  request('hecha', { state: 'done', ended, csrfToken: undefined }),
  request('detenida', { state: 'withdrawn', ended, csrfToken: undefined }),
];
