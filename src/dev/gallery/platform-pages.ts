import type { CaseObstacle } from '../../domain/cases/case.ts';
import { suspensionReasons } from '../../domain/cases/platform-matter.ts';
import { parseEmail } from '../../domain/email.ts';
import { type CheckMarks, checklistOf } from '../../domain/platform-checklist.ts';
import type { PortalClient, PortalClientData } from '../../domain/portal-client.ts';
import { parseRut } from '../../domain/rut.ts';
import { caseView } from '../../features/cases/case-view.ts';
import { commentFields, hostsOf, platformRows, reviewView } from '../../features/cases/platform-view.ts';
import type { ShownPlatform } from '../../features/cases/use-cases/platform-of-case.ts';
import { asset } from '../../http/views.ts';
import { ago, memberNames, sampleCase, sheetOf } from './case-samples.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const ID = '3f0c6d1e-8a57-4f3b-9d0e-6b1f2a7c9e10';
const back = '/mesa/casos/caso/boleto';
const tabs = [
  { tab: 'cases', href: '/mesa/casos' },
  { tab: 'platforms', href: '/mesa/plataformas' },
] as const;
const frame = deskFrameFor(['agente', 'revisor'], 'cases', tabs);
const listFrame = deskFrameFor(['agente', 'revisor'], 'platforms', tabs);

const data: PortalClientData = {
  name: 'Aula Los Andes',
  home: 'https://aula.losandes.example',
  native: false,
  redirectUris: ['https://aula.losandes.example/vuelta', 'https://movil.losandes.example/vuelta'],
  postLogoutRedirectUris: ['https://aula.losandes.example/'],
  backchannelLogoutUri: 'https://aula.losandes.example/salida',
  authMethod: 'client_secret_basic',
  idTokenAlg: 'ES256',
  scopes: [
    { scope: 'openid', reason: '' },
    { scope: 'profile', reason: 'Para el nombre en el certificado' },
  ],
  purpose: 'Inscribir a las personas en los cursos de la panadería',
  legalBasis: 'Consentimiento de la persona',
  technicalContacts: [{ name: 'Ana Rojas', email: parseEmail('ana@losandes.example') }],
  institutionalContact: { name: 'Pedro Soto', email: parseEmail('pedro@losandes.example') },
};

const marks: CheckMarks = {
  pkce: { seen: ago(20) },
  state: { seen: ago(20) },
  nonce: { seen: ago(30), lacked: ago(20) },
  failed: ago(2),
  logout: { at: ago(3), uri: 'https://aula.losandes.example/salida', result: 'acepta-falsos' },
};

/** A client of the gallery. */
const client = (state: PortalClient['state'], change: Partial<PortalClient> = {}): PortalClient => ({
  id: ID,
  organisation: { rut: parseRut('54.000.001-8'), razonSocial: 'Panadería Los Andes SpA' },
  state,
  sector: 'rut-54000001-8',
  data,
  secrets: [],
  comments: [],
  createdAt: ago(900),
  changedAt: ago(50),
  version: 3,
  ...change,
});

const found = (step: ShownPlatform['matter']['step'], one: PortalClient): ShownPlatform => ({
  matter: { step, client: ID, reason: step === 'suspension' ? 'uso-indebido' : undefined },
  client: one,
  record: { folios: {}, before: { ...data, redirectUris: ['https://aula.losandes.example/vuelta'] }, marks },
  points: checklistOf(data, marks),
  logos: new Map([[ID, 'limpio']]),
});

const review = found('certificacion', client('en-revision'));

const change = found(
  'revision',
  client('produccion', {
    revision: {
      state: 'en-revision',
      data: {
        ...data,
        redirectUris: ['https://aula.losandes.example/vuelta', 'https://cursos.losandes.example/vuelta'],
        purpose: 'Inscribir a las personas en los cursos y emitir sus certificados',
      },
      comments: [],
    },
  }),
);

const logo = (mark: string) => ({ file: ID, sha256: mark.repeat(64) });

/** A change of the logo alone; both pictures are the same file, which the gallery serves. */
const changeOfLogo = found(
  'revision',
  client('produccion', {
    data: { ...data, logo: logo('a') },
    revision: { state: 'en-revision', data: { ...data, logo: logo('b') }, comments: [] },
  }),
);

const choices = [{ action: 'ask' }, { action: 'propose' }] as const;

function onCase(suffix: string, platform: ShownPlatform): GalleryPage {
  const one = sampleCase('plataforma', 'CS-4KTN-6RWB', { state: 'en-revision', about: undefined, assignee: '1' });
  return {
    name: `mesa-caso-${suffix}`,
    view: 'cases/case',
    locals: {
      ...frame,
      title: texts.cases.titles.sheet,
      formAction: back,
      csrfToken,
      ...caseView(texts, sheetOf(one, { holder: undefined, platform, choices }), memberNames, { now: () => now }),
      logoAt: `${asset('icono.svg')}#`,
      values: {},
      errors: [],
      faults: {},
    },
  };
}

const dataPage = (suffix: string, why: CaseObstacle | undefined, wrong: object, shown = review): GalleryPage => ({
  name: `mesa-caso-datos-de-plataforma${suffix}`,
  view: 'cases/platform',
  locals: {
    ...frame,
    title: texts.platforms.titles.review,
    formAction: `${back}/plataforma`,
    csrfToken,
    back,
    logoAt: `${asset('icono.svg')}#`,
    version: 2,
    ...reviewView(texts, shown, why),
    values: {},
    errors: [],
    faults: {},
    ...wrong,
  },
});

function sheetPage(suffix: string, one: PortalClient, more: object): GalleryPage {
  return {
    name: `mesa-plataforma${suffix}`,
    view: 'cases/platform-sheet',
    locals: {
      ...listFrame,
      title: texts.platforms.titles.sheet,
      formAction: `/mesa/plataformas/${ID}`,
      csrfToken,
      name: one.data.name,
      rows: platformRows(texts, one),
      hosts: hostsOf(one.data),
      suspends: one.state !== 'suspendida',
      lifts: one.state === 'suspendida',
      alone: true,
      reasons: suspensionReasons.map((value) => ({ value, text: texts.platforms.reasons[value] })),
      values: {},
      errors: [],
      faults: {},
      ...more,
    },
  };
}

const listPage = (suffix: string, rows: readonly object[]): GalleryPage => ({
  name: `mesa-plataformas${suffix}`,
  view: 'cases/platforms',
  locals: { ...listFrame, title: texts.platforms.titles.list, unverified: 0, rows },
});

const row = {
  name: data.name,
  organisation: 'Panadería Los Andes SpA',
  client: `p-${ID}`,
  state: texts.platforms.states.produccion,
  href: `/mesa/plataformas/${ID}`,
};

/** The pages of the desk about clients of organisations. */
export const platformPages: readonly GalleryPage[] = [
  onCase('plataforma-revision', review),
  onCase('plataforma-cambio', change),
  dataPage('-con-cambio', undefined, {}, change),
  onCase('plataforma-cambio-de-logo', changeOfLogo),
  dataPage('-con-otro-logo', undefined, {}, changeOfLogo),
  onCase('plataforma-produccion', found('produccion', client('certificacion'))),
  onCase('plataforma-suspension', found('suspension', client('produccion'))),
  dataPage('', undefined, {}),
  dataPage('-sin-accion', 'wrong-state', { csrfToken: undefined }),
  dataPage(
    '-con-errores',
    undefined,
    withFaults({ [commentFields.purpose]: 'correction-short' }, { [commentFields.purpose]: 'Corta' }),
  ),
  listPage('', [row]),
  listPage('-vacia', []),
  sheetPage('', client('produccion'), {}),
  sheetPage('-con-error', client('produccion'), refusedAt('motivo', 'suspension-reason', {})),
  sheetPage('-suspendida', client('suspendida'), { waits: true, open: { folio: 'CS-4KTN-6RWB', href: back } }),
];
