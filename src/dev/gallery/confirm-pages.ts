import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';

const csrfToken = 'ficha-de-ejemplo';
const token = 'enlace-de-ejemplo';
const mobile = '+56 9 •••• 0001';
const client = { name: 'Portal de Ejemplo', host: 'portal.example', initials: 'Pe' };
const continuar = { client: client.name, href: '/ingresar/ejemplo/continuar/ejemplo' };
const until = '24-11-2026 a las 16.02 (hora de Santiago)';
const folio = 'CS-7F3K-92QX';
const plain = { csrfToken, errors: [], faults: {}, values: {} };

const confirm = (name: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `confirmar${name}`,
  view: 'registration/confirm-email/confirm',
  locals: { ...plain, title: 'Confirme su cuenta', token, kind: 'RUT', identifier: '44.000.001-0', mobile, ...locals },
});

const choose = (name: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `confirmar-elegir${name}`,
  view: 'registration/confirm-email/choose',
  locals: {
    ...plain,
    title: 'Elija su clave',
    token,
    kind: 'RUT',
    identifier: '44.000.001-0',
    keyMin: 8,
    keyMax: 10,
    formAction: '/confirmar/otra',
    ...locals,
  },
});

const mobileForm = (name: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `confirmar-celular${name}`,
  view: 'registration/confirm-mobile/form',
  locals: {
    ...plain,
    title: 'Confirme su celular',
    formAction: '/confirmar/celular/boleto',
    mobile,
    holdHours: 72,
    ...locals,
  },
});

const stop = (name: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `clave-antigua${name}`,
  view: 'registration/stop-recreation/form',
  locals: {
    ...plain,
    title: 'Están creando de nuevo una cuenta',
    formAction: '/clave-antigua',
    token,
    kind: 'RUN',
    identifier: '44.000.003-7',
    until,
    folio,
    ...locals,
  },
});

/** The page of the mailed link of a registration, the code of a mobile, and what is re-created from the old system. */
export const confirmPages: readonly GalleryPage[] = [
  confirm('', {}),
  confirm('-sin-celular', { mobile: undefined }),
  confirm('-con-clave', { asksKey: true }),
  confirm('-clave-incorrecta', { asksKey: true, ...refusedAt('clave', ['registered-key-wrong', { left: 3 }], {}) }),
  confirm('-sin-intentos', { asksKey: true, ...refusedAt('clave', 'registered-key-spent', {}) }),
  confirm('-empresa', { asksKey: true, ofCompany: true, identifier: '54.000.001-8' }),
  choose('', {}),
  choose('-con-cedula', {
    card: true,
    ...refusedAt('serie', ['cedula-mismatch', { left: 4 }], { serie: '512345670' }),
  }),
  choose('-sistema-antiguo', { imported: true, mobile, question: true, keeps: true }),
  choose('-empresa', { card: true, ofCompany: true, identifier: '54.000.001-8' }),
  {
    name: 'confirmar-listo-celular',
    view: 'registration/confirm-email/done',
    locals: { title: 'Su cuenta está lista', profile: 'natural', ticket: 'boleto', mobile, csrfToken },
  },
  {
    name: 'confirmar-listo-celular-plataforma',
    view: 'registration/confirm-email/done',
    locals: {
      title: 'Su cuenta está lista',
      profile: 'natural',
      ticket: 'boleto',
      mobile,
      csrfToken,
      continuar,
      origen: 'origen',
    },
  },
  {
    name: 'confirmar-listo-plataforma',
    view: 'registration/confirm-email/done',
    locals: { title: 'Su cuenta está lista', profile: 'migrante', continuar },
  },
  ...(['mobile', 'mailbox'] as const).map((sheet) => ({
    name: `confirmar-listo-hoja-${sheet === 'mobile' ? 'sin-celular' : 'correo-compartido'}`,
    view: 'registration/confirm-email/done',
    locals: { title: 'Su cuenta está lista', profile: sheet === 'mobile' ? 'natural' : 'juridica', sheet },
  })),
  {
    name: 'confirmar-celular-listo-plataforma',
    view: 'registration/confirm-mobile/done',
    locals: { title: 'Su celular está confirmado', profile: 'natural', continuar },
  },
  {
    name: 'confirmar-en-espera',
    view: 'registration/confirm-email/waiting',
    locals: { title: 'Falta esperar', until, folio },
  },
  mobileForm('', {}),
  mobileForm('-segura', { policy: 'segura' }),
  mobileForm('-enviado', { sent: true }),
  mobileForm('-codigo-incorrecto', {
    sent: true,
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], { codigo: '123456' }),
  }),
  {
    name: 'confirmar-celular-listo',
    view: 'registration/confirm-mobile/done',
    locals: { title: 'Su celular está confirmado', profile: 'natural' },
  },
  ...[false, true].map((sent) => ({
    name: `ingreso-celular${sent ? '-enviado' : ''}`,
    view: 'sign-in/mobile',
    locals: {
      ...plain,
      title: 'Confirme su celular',
      formAction: '/ingresar/ejemplo',
      client,
      mobile,
      sent,
      holdHours: 72,
      ends: { at: '16.18 (hora de Santiago)', seconds: 1801 },
    },
  })),
  stop('', {}),
  stop('-empresa', { company: true, kind: 'RUT', identifier: '54.000.001-8' }),
  stop('-no-coincide', refusedAt('serie', ['cedula-mismatch', { left: 4 }], { serie: '512345670' })),
  {
    name: 'clave-antigua-listo',
    view: 'registration/stop-recreation/done',
    locals: { title: 'Su caso se revisa en persona', folio },
  },
  {
    name: 'confirmar-representante',
    view: 'pending-changes/confirm-representative/confirm',
    locals: { title: 'Confirme su correo', formAction: '/confirmar-representante', csrfToken, token },
  },
  {
    name: 'confirmar-representante-listo',
    view: 'pending-changes/confirm-representative/done',
    locals: { title: 'Correo confirmado' },
  },
];
