import { Refusal } from '../../domain/refusal.ts';
import type { Gone } from '../../features/sign-in/gone-page.ts';
import { asset } from '../../http/views.ts';
import { refusalText } from '../../http/words/refusal-text.ts';
import type { GalleryPage } from './gallery-page.ts';
import { logInForm, tabs } from './log-in-form.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const longClient = {
  name: 'Organismo Técnico de Capacitación y Certificación de Competencias Laborales del Extremo Austral Limitada',
  host: 'aula-virtual.capacitacion-y-certificacion-de-competencias-laborales.example',
  initials: 'Ot',
};

const values = { rut: '44.000.001-0' };

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/form',
  locals: { ...logInForm, ...state },
});

const companies = (name: string, state: object): GalleryPage => ({
  name,
  view: 'sign-in/company',
  locals: {
    ...logInForm,
    title: texts.pages.signIn.titles.company,
    companies: [
      { id: 'una', name: 'Panadería Los Andes SpA', until: '30 de noviembre de 2027' },
      { id: 'otra', name: 'Capacitación Cordillera SpA', until: '2 de marzo de 2027' },
    ],
    ...state,
  },
});

const identity = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/identidad',
  locals: { ...logInForm, title: 'Compruebe su identidad', ...state },
});

const code = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/code',
  locals: { ...logInForm, title: 'Pida un código para ingresar', identifier: '44.000.001-0', ...state },
});

const mail = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/mail',
  locals: {
    ...logInForm,
    title: 'Reciba un enlace en su correo',
    perfil: 'natural',
    back: '/ingresar/ejemplo?perfil=natural',
    ...state,
  },
});

const link = (name: string, title: string, state: string): GalleryPage => ({
  name,
  view: 'sign-in/link',
  locals: {
    title,
    state,
    ...(state === 'waits' ? { formAction: '/correo-de-ingreso/ejemplo', csrfToken: 'ficha-de-ejemplo' } : {}),
  },
});

const gone = (name: string, state: { title: string; gone: Gone; home?: string; code?: string }): GalleryPage => {
  const { home = 'https://portal.example/', ...rest } = state;
  const client = { ...logInForm.client, back: 'Volver a la plataforma', home };
  return { name, view: 'sign-in/gone', locals: { ...rest, client } };
};

const emailCheck = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `ingreso-sigue-usando${name}`,
  view: 'sign-in/email-check',
  locals: { ...logInForm, title: texts.pages.signIn.titles.emailCheck('r•••@c•••.example'), ...state },
});

/** Login in every state: first visit, each refusal, pause, long names. */
export const logInPages: readonly GalleryPage[] = [
  identity('ingreso-identidad-en-disputa', { contest: 'open', shares: ['nombre', 'RUT'] }),
  identity('ingreso-identidad-disputa-en-persona', {
    contest: 'desk',
    atDesk: refusalText(texts, new Refusal('contest-at-desk', { folio: 'CS-7F3K-92QX' })),
  }),
  page('ingreso', {}),
  page('ingreso-sin-plataforma', { client: undefined, profiles: undefined }),
  page('ingreso-solo-run', {
    client: { ...logInForm.client, onlyRun: true },
    profiles: tabs('natural').slice(0, 1),
  }),
  page('ingreso-en-un-equipo', {
    client: {
      ...logInForm.client,
      name: 'Tótem de la oficina de Arica',
      host: '',
      back: 'Detener el ingreso en el equipo',
    },
  }),
  page('ingreso-compartira', { shares: ['nombre', 'RUT', 'correo'], sandbox: true }),
  page('ingreso-con-logo', { client: { ...logInForm.client, logo: asset('icono.svg') } }),
  page('ingreso-nombre-largo', { client: longClient, shares: ['nombre', 'RUT', 'correo', 'celular', 'domicilio'] }),
  page('ingreso-aviso', { note: 'Su cuenta está confirmada. Ya puede ingresar.' }),
  page('ingreso-clave-incorrecta', {
    ...refusedAt('clave', 'key-wrong', values),
    note: 'Le quedan 3 intentos antes de una pausa de 15 minutos.',
  }),
  page('ingreso-persona-no-registrada', refusedAt('rut', 'person-unknown', values)),
  page('ingreso-segura-no-autorizado', { ...refusedAt('clave', 'credentials-wrong', values), policy: 'segura' }),
  page('ingreso-sistema-antiguo', refusedAt('clave', 'legacy-key', values)),
  page('ingreso-falta-confirmar', refusedAt('rut', ['email-unconfirmed', { profile: 'natural' }], values)),
  page(
    'ingreso-en-pausa',
    refusedAt('rut', ['account-paused', { until: new Date('2026-11-21T16:20:00-03:00') }], values),
  ),
  page('ingreso-con-trabajo', {
    ...refusedAt('rut', 'work-needed', values),
    faults: {},
    byMail: '/ingresar/ejemplo/correo?perfil=natural',
  }),
  page('ingreso-codigo-correcto', { note: 'El código es correcto. Ahora puede escribir su clave.' }),
  code('ingreso-codigo', {}),
  code('ingreso-codigo-enviado', { by: 'correo' }),
  code('ingreso-codigo-no-coincide', { by: 'celular', ...refusedAt('codigo', 'sign-in-code-wrong', {}) }),
  mail('ingreso-por-correo', { title: 'Reciba un enlace en su correo' }),
  mail('ingreso-por-correo-empresa', { title: 'Reciba un enlace en su correo', perfil: 'juridica' }),
  mail('ingreso-por-correo-enviado', { title: 'Revise su correo', asked: true }),
  link('ingreso-enlace', 'Siga con su ingreso', 'waits'),
  link('ingreso-enlace-listo', 'Ya puede escribir su clave', 'done'),
  link('ingreso-enlace-vencido', 'El enlace venció o ya se usó', 'spent'),
  page('ingreso-migrante', { profiles: tabs('migrante') }),
  page('ingreso-facilitador', { profiles: tabs('facilitador') }),
  {
    name: 'ingreso-facilitador-sin-empresa',
    view: 'sign-in/proof-over',
    locals: {
      ...logInForm,
      title: texts.pages.signIn.titles.noCompany,
      noCompany: true,
      ...refusedAt('contenido', ['mandate-over', { company: 'Panadería Los Andes SpA', why: 'revocado' }], {}),
      faults: {},
    },
  },
  companies('ingreso-elegir-empresa', {}),
  companies('ingreso-elegir-empresa-ninguna', refusedAt('empresa', 'company-unchosen', {})),
  {
    name: 'ingreso-otra-persona',
    view: 'sign-in/other-person',
    locals: { ...logInForm, title: 'La plataforma espera a otra persona', another: '/ingresar/ejemplo?perfil=natural' },
  },
  {
    name: 'ingreso-otra-persona-nombre-largo',
    view: 'sign-in/other-person',
    locals: {
      ...logInForm,
      title: 'La plataforma espera a otra persona',
      another: '/ingresar/ejemplo?perfil=natural',
      client: longClient,
    },
  },
  gone('ingreso-terminado-adentro', { title: 'Ya ingresó', gone: 'in' }),
  gone('ingreso-terminado-adentro-sin-pagina', { title: 'Ya ingresó', gone: 'in', home: '' }),
  gone('ingreso-terminado', { title: 'Este ingreso ya terminó', gone: 'over' }),
  gone('ingreso-terminado-sin-pagina', { title: 'Este ingreso ya terminó', gone: 'over', home: '' }),
  gone('ingreso-sin-cookies', { title: 'Su navegador no guarda cookies', gone: 'cookies' }),
  gone('ingreso-en-otro-navegador', { title: 'Este ingreso comenzó en otro navegador', gone: 'elsewhere' }),
  gone('ingreso-de-nuevo', { title: 'Comience de nuevo su ingreso', gone: 'lapsed' }),
  gone('ingreso-en-otro-equipo', { title: 'Su ingreso comenzó en otro equipo', gone: 'away' }),
  gone('ingreso-en-otro-equipo-sin-pagina', { title: 'Su ingreso comenzó en otro equipo', gone: 'away', home: '' }),
  gone('ingreso-direccion-usada', {
    title: 'Esta dirección de ingreso no sirve más',
    gone: 'spent',
    code: 'invalid_request_uri: request_uri is invalid, expired, or was already used',
  }),
  emailCheck('', {}),
  emailCheck('-nombre-largo', { client: longClient }),
  emailCheck('-empresa', {
    forCompany: true,
    title: texts.pages.signIn.titles.emailCheck('contxxxx@panxxxx'),
  }),
  emailCheck('-en-mi-cuenta', { own: true, client: { ...logInForm.client, name: 'Mi cuenta', initials: 'Mc' } }),
  identity('ingreso-identidad', {}),
  identity(
    'ingreso-identidad-no-coincide',
    refusedAt('serie', ['cedula-mismatch', { left: 2, of: 'connection' }], { serie: '512345670' }),
  ),
  identity('ingreso-identidad-migrante', {
    perfil: 'migrante',
    atDesk: refusalText(texts, new Refusal('document-at-desk')),
    inPerson: {},
  }),
  identity('ingreso-identidad-migrante-revisada', {
    perfil: 'migrante',
    reviewed: true,
    atDesk: refusalText(texts, new Refusal('document-at-desk')),
    inPerson: {},
  }),
  identity('ingreso-identidad-migrante-copia', { perfil: 'migrante', inPerson: {}, byCopy: {} }),
  identity('ingreso-identidad-migrante-copia-enviada', {
    perfil: 'migrante',
    inPerson: {},
    byCopy: { folio: 'CS-7F3K-92QX', state: texts.cases.states.recibida },
  }),
  identity('ingreso-identidad-migrante-folio', {
    perfil: 'migrante',
    atDesk: refusalText(texts, new Refusal('document-at-desk')),
    inPerson: { folio: 'CS-7F3K-92QX', state: texts.cases.ownStates.visit },
  }),
];
