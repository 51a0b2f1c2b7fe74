import type { Email } from '../../domain/email.ts';
import type { FileState } from '../../domain/files.ts';
import type { CheckMarks } from '../../domain/platform-checklist.ts';
import type { PortalClient, PortalClientData, PortalRevision } from '../../domain/portal-client.ts';
import type { Rut } from '../../domain/rut.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';
import { contactValues, type FormFault, valuesOf } from '../../features/developers/client-form.ts';
import { clientPage } from '../../features/developers/client-page.ts';
import { contactsPage } from '../../features/developers/contacts-page.ts';
import { lineOf } from '../../features/developers/home.ts';
import { errorsSection } from '../../features/developers/own-errors.ts';
import { figuresSection } from '../../features/developers/own-figures.ts';
import { frontPage } from '../../features/developers/routes.ts';
import type { SheetNeeds } from '../../features/developers/sheet/section.ts';
import { sheetLocals } from '../../features/developers/sheet-page.ts';
import { checksOf, explained, resultOf } from '../../features/developers/trial-view.ts';
import { asset } from '../../http/views.ts';
import type { ClientError, ClientErrors } from '../../ports/client-errors.ts';
import type { ClientFigures } from '../../ports/client-figures.ts';
import type { StoredFile } from '../../ports/files.ts';
import type { Spent } from '../../ports/throttles.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const words = texts.pages.developers.portal;
const contact = { name: 'Ana Rojas', email: 'ana@losandes.example' as Email };

const data: PortalClientData = {
  name: 'Aula Los Andes',
  home: 'https://aula.losandes.example/',
  native: false,
  redirectUris: ['https://aula.losandes.example/vuelta'],
  postLogoutRedirectUris: ['https://aula.losandes.example/adios'],
  backchannelLogoutUri: 'https://aula.losandes.example/salida',
  authMethod: 'client_secret_basic',
  idTokenAlg: 'ES256',
  scopes: [
    { scope: 'openid', reason: '' },
    { scope: 'profile', reason: 'Saludar a la persona y emitir su certificado' },
  ],
  purpose: 'Inscribir a las personas en los cursos de la panadería',
  legalBasis: 'Contrato de capacitación',
  technicalContacts: [contact],
  institutionalContact: contact,
};

/** Every value as long as a form takes it, or nearly so, and in one piece. */
const long = `https://aula.losandes.example/${'capacitacion'.repeat(16)}`;
const longData: PortalClientData = {
  ...data,
  name: 'Aula Virtual de Capacitación de Panadería Los Andes y Filiales',
  redirectUris: [long, `${long}/otra`],
  postLogoutRedirectUris: [long],
  backchannelLogoutUri: long,
  technicalContacts: [{ name: 'Ana'.repeat(20), email: `${'ana.rojas'.repeat(7)}@losandes.example` as Email }],
};

const client: PortalClient = {
  id: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11',
  organisation: { rut: '54000001-8' as Rut, razonSocial: 'Panadería Los Andes SpA' },
  state: 'borrador',
  sector: 'rut-54000001-8',
  data,
  secrets: [{ number: 1, hash: '', from: now, until: new Date('2027-11-21T16:02:00-03:00') }],
  comments: [],
  createdAt: now,
  changedAt: now,
  version: 1,
};

const read = {
  who: 'Panadería Los Andes SpA',
  formAction: `/desarrolladores/plataformas/${client.id}`,
  ends: { at: '16.17 (hora de Santiago)', seconds: 900 },
};

const frame = { ...read, csrfToken };

const looked = (seen: Spent) => ({ peekAll: async (limits: readonly unknown[]) => limits.map(() => seen) });
const room = looked({ allowed: true, used: 0, over: 0, until: now });
const noRoom = looked({ allowed: false, used: 13, over: 1, until: new Date('2026-11-22T16:02:00-03:00') });
const marks: CheckMarks = {
  pkce: { seen: now },
  state: { seen: now },
  failed: now,
  logout: { at: now, uri: String(data.backchannelLogoutUri), result: 'aceptado' },
};
const deps = {
  now: () => now,
  issuer: 'https://clave.sence.example',
  throttles: room,
  platformRecords: { find: async () => ({ folios: { certificacion: 'CS-4KTN-6RWB' }, marks }) },
  cases: { findByFolio: async (folio: string) => ({ folio }) },
};

const sheet = async (one: Partial<PortalClient>, role: SheetNeeds['role'] = 'administra', own: object = {}) => ({
  ...frame,
  ...(await sheetLocals({
    client: { ...client, ...one },
    role,
    texts,
    deps: { ...deps, ...own },
  } as unknown as SheetNeeds)),
});

const contactsOf = (role: SheetNeeds['role'], typed: object = {}, wrong: readonly FormFault[] = []) => {
  const values = { ...contactValues(data), ...typed };
  const { view: _, ...locals } = contactsPage(
    texts,
    { client: { ...client, state: 'produccion' }, role, waitsFactor: false },
    { values, faults: wrong },
  );
  return { ...frame, ...locals };
};

const changed: PortalRevision['data'] = {
  ...data,
  redirectUris: [...data.redirectUris, 'https://movil.losandes.example/vuelta'],
  purpose: 'Inscribir a las personas en los cursos y emitir sus certificados',
};
const revision = (state: PortalRevision['state'], comments: PortalRevision['comments'] = []) => ({
  state: 'produccion' as const,
  revision: { state, data: changed, comments },
});
const reopened = { ...marks, reopened: { at: now, fields: ['redirectUris'] } };

/** What who administers sees until a second factor is used in the session. */
const stepUp = '/desarrolladores/segundo-factor?a=/desarrolladores/plataformas';

/** Pages without a form. */
const readOnly = { who: frame.who, ends: frame.ends, back: frame.formAction };

const traffic = texts.pages.clientSheet;
const anError = {
  at: now,
  endpoint: '/oidc/token',
  error: 'invalid_grant',
  status: 400,
  description: 'grant request is invalid',
  detail: 'authorization code not found',
  reference: 'CS-7F3K-92QX',
};
const errorsOf = async (errors: readonly ClientError[]) => ({
  ...readOnly,
  ...traffic.errors,
  ...(await errorsSection({ clientErrors: { recent: async () => errors } as unknown as ClientErrors }, texts, '')),
  title: traffic.errors.title(data.name),
});
const counted = [9, 12, 48, 120].map((signIns, place) => ({
  day: addDays(dayOf(now), -place),
  signIns,
  refusals: place,
  people: signIns - 1,
}));
const figures = {
  ...readOnly,
  ...traffic.figures,
  ...(await figuresSection(
    { clientFigures: { days: async () => counted } as unknown as ClientFigures, now: () => now },
    texts,
    '',
  )),
  heads: [traffic.figures.day, traffic.figures.signIns, traffic.figures.refusals, traffic.figures.people],
  title: traffic.figures.title(data.name),
};
const request = {
  client_id: `prueba.p-${client.id}`,
  scope: 'openid profile',
  state: 'Wm9-cXJzdHV2d3h5ejAxMjM0NTY3ODk',
};
const trial = { ...readOnly, words: traffic.trial, title: traffic.trial.title(data.name), intro: traffic.trial.intro };
const received = {
  token: { access_token: 'Wm9-cXJzdHV2d3h5ejAxMjM0NTY3ODk', token_type: 'Bearer', expires_in: 600 },
  header: { alg: 'ES256', kid: 'llave-2026' },
  claims: { sub: '9f1c', aud: request.client_id, nonce: 'uno', iss: 'https://clave.sence.example', exp: 4_000_000_000 },
  userinfo: { sub: '9f1c', name: 'Ana Rojas' },
};
const expected = { state: 'uno', nonce: 'uno', verifier: '', issuer: 'https://clave.sence.example', now };

const logo = { ...frame, title: words.titles.logo, name: data.name, back: frame.formAction, errors: [], faults: {} };
/** The sheet of a client with a logo; the gallery has no address of its picture. */
async function withLogo(state: StoredFile['state'], role: SheetNeeds['role']) {
  const sent = { file: '2f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11', sha256: 'a'.repeat(64) };
  const locals = await sheet({ data: { ...data, logo: sent } }, role, {
    files: { find: async () => ({ ...sent, state }) },
  });
  const shown = locals.sections.logo as { readonly picture?: string } | undefined;
  const picture = shown?.picture && asset('icono.svg');
  return { ...locals, sections: { ...locals.sections, logo: { ...shown, picture } } };
}

/** A change of the logo; pictures are the same file, which the gallery serves. `sent` is the state of the new one. */
async function withTwoLogos(sent: FileState) {
  const logo = (mark: string) => ({ file: `2f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a1${mark}`, sha256: mark.repeat(64) });
  const own = { ...data, logo: logo('a') };
  const locals = await sheet(
    {
      state: 'produccion',
      data: own,
      revision: { state: 'borrador', data: { ...data, logo: logo('b') }, comments: [] },
    },
    'administra',
    { files: { find: async (id: string) => ({ ...logo('a'), id, state: id.endsWith('b') ? sent : 'limpio' }) } },
  );
  const { revision, logo: shown } = locals.sections as Record<string, { change?: { logos: readonly object[] } }>;
  const logos = revision?.change?.logos.map((one) => ('src' in one ? { ...one, src: asset('icono.svg') } : one));
  const change = { ...revision?.change, logos };
  const sections = { revision: { ...revision, change }, logo: { ...shown, picture: asset('icono.svg') } };
  return { ...locals, sections: { ...locals.sections, ...sections } };
}

const form = { title: words.titles.create, back: '/desarrolladores/plataformas' };
const organisations = [{ rut: '54000001-8', name: 'Panadería Los Andes SpA' }];
const keys = { keys: [{ kty: 'EC', crv: 'P-256', kid: 'llave-2026' }] };

/** Pages of Desarrolladores. */
export const portalPages: readonly GalleryPage[] = [
  {
    name: 'desarrolladores-errores-propios',
    view: 'developers/own-errors',
    locals: await errorsOf([anError, anError]),
  },
  { name: 'desarrolladores-sin-errores', view: 'developers/own-errors', locals: await errorsOf([]) },
  { name: 'desarrolladores-cifras', view: 'developers/own-figures', locals: figures },
  {
    name: 'desarrolladores-probar',
    view: 'developers/trial',
    locals: { ...trial, request: explained(texts, request), go: '/oidc/authorize' },
  },
  {
    name: 'desarrolladores-probado',
    view: 'developers/trial',
    locals: {
      ...trial,
      intro: traffic.trial.resultIntro,
      returned: explained(texts, { code: 'c'.repeat(43), state: request.state }),
      checks: checksOf(texts, received, { ...expected, clientId: `p-${client.id}` }),
      tables: resultOf(texts, received),
      again: '/desarrolladores/plataformas',
    },
  },
  {
    name: 'desarrolladores-probar-otra-persona',
    view: 'developers/trial',
    locals: { ...trial, problem: traffic.trial.problems.otherPerson, again: '/desarrolladores/plataformas' },
  },
  { name: 'desarrolladores', view: frontPage.view, locals: frontPage.locals(texts) },
  {
    name: 'desarrolladores-de-prueba',
    view: frontPage.view,
    locals: { ...frontPage.locals(texts), sandbox: true },
  },
  {
    name: 'desarrolladores-inicio',
    view: 'developers/home',
    locals: {
      ...read,
      title: words.titles.home,
      creates: true,
      organisations: [
        { name: 'Panadería Los Andes SpA', role: words.roles.administra, clients: [lineOf(texts, client)] },
        { name: 'Capacitación Cordillera SpA', role: words.roles.mira, clients: [] },
      ],
    },
  },
  {
    name: 'desarrolladores-sin-segundo-factor',
    view: 'developers/home',
    locals: {
      ...read,
      stepUp,
      title: words.titles.home,
      creates: true,
      organisations: [{ name: 'Panadería Los Andes SpA', role: words.roles.desarrolla, clients: [] }],
    },
  },
  {
    name: 'desarrolladores-sin-organizacion',
    view: 'developers/home',
    locals: { ...read, title: words.titles.home, creates: false, organisations: [] },
  },
  {
    name: 'desarrolladores-nueva',
    view: 'developers/client',
    locals: { ...frame, ...clientPage(texts, { ...form, organisations }, { metodo: 'client_secret_basic' }, []) },
  },
  {
    name: 'desarrolladores-nueva-con-errores',
    view: 'developers/client',
    locals: {
      ...frame,
      ...clientPage(texts, { ...form, organisations }, valuesOf(data), [
        { field: 'redirecciones', line: 2, mistake: { code: 'web-address' } },
        { field: 'razon_run', mistake: { code: 'scope-unexplained' } },
      ]),
    },
  },
  { name: 'desarrolladores-logo', view: 'developers/logo', locals: logo },
  {
    name: 'desarrolladores-logo-malo',
    view: 'developers/logo',
    locals: { ...logo, ...withFaults({ logo: 'logo-sides' }, {}) },
  },
  { name: 'desarrolladores-con-logo', view: 'developers/sheet', locals: await withLogo('limpio', 'administra') },
  { name: 'desarrolladores-logo-espera', view: 'developers/sheet', locals: await withLogo('pendiente', 'administra') },
  {
    name: 'desarrolladores-logo-rechazado',
    view: 'developers/sheet',
    locals: await withLogo('rechazado', 'administra'),
  },
  {
    name: 'desarrolladores-borrador',
    view: 'developers/sheet',
    locals: await sheet({ comments: [{ field: 'purpose', text: 'Diga qué cursos son.' }] }),
  },
  {
    name: 'desarrolladores-borrador-de-prueba',
    view: 'developers/sheet',
    locals: { ...(await sheet({}, 'desarrolla')), stepUp, sandbox: true },
  },
  { name: 'desarrolladores-valores-largos', view: 'developers/sheet', locals: await sheet({ data: longData }) },
  {
    name: 'desarrolladores-correos-al-tope',
    view: 'developers/sheet',
    locals: await sheet({}, 'administra', { throttles: noRoom }),
  },
  {
    name: 'desarrolladores-llaves',
    view: 'developers/sheet',
    locals: {
      ...(await sheet({ state: 'produccion', data: { ...data, authMethod: 'private_key_jwt', jwks: keys } }, 'mira')),
      csrfToken: undefined,
    },
  },
  {
    name: 'desarrolladores-dos-secretos',
    view: 'developers/sheet',
    locals: await sheet({
      state: 'produccion',
      secrets: [
        {
          number: 1,
          hash: '',
          from: new Date('2025-12-02T16:02:00-03:00'),
          until: new Date('2026-12-02T16:02:00-03:00'),
        },
        { number: 2, hash: '', from: now, until: new Date('2027-11-21T16:02:00-03:00') },
      ],
    }),
  },
  { name: 'desarrolladores-certificacion', view: 'developers/sheet', locals: await sheet({ state: 'certificacion' }) },
  {
    name: 'desarrolladores-cambio',
    view: 'developers/sheet',
    locals: await sheet(revision('borrador', [{ field: 'purpose', text: 'Diga qué certificados son.' }])),
  },
  { name: 'desarrolladores-cambio-de-logo', view: 'developers/sheet', locals: await withTwoLogos('limpio') },
  { name: 'desarrolladores-logo-en-espera', view: 'developers/sheet', locals: await withTwoLogos('pendiente') },
  {
    name: 'desarrolladores-cambio-en-revision',
    view: 'developers/sheet',
    locals: await sheet(revision('en-revision')),
  },
  {
    name: 'desarrolladores-cambio-aprobado',
    view: 'developers/sheet',
    locals: await sheet({ state: 'produccion' }, 'administra', {
      platformRecords: { find: async () => ({ folios: {}, marks: reopened }) },
    }),
  },
  {
    name: 'desarrolladores-cambiar',
    view: 'developers/client',
    locals: {
      ...frame,
      ...clientPage(
        texts,
        { title: words.titles.revise, back: frame.formAction, revises: true },
        valuesOf({ ...data, ...changed }),
        [],
      ),
    },
  },
  { name: 'desarrolladores-contactos', view: 'developers/contacts', locals: contactsOf('administra') },
  {
    name: 'desarrolladores-contactos-sin-segundo-factor',
    view: 'developers/contacts',
    locals: { ...contactsOf('desarrolla'), stepUp },
  },
  {
    name: 'desarrolladores-contactos-con-errores',
    view: 'developers/contacts',
    locals: contactsOf('desarrolla', { tecnico_correo: 'ana' }, [
      { field: 'tecnico_correo', mistake: { code: 'email' } },
    ]),
  },
  { name: 'desarrolladores-en-revision', view: 'developers/sheet', locals: await sheet({ state: 'en-revision' }) },
  {
    name: 'desarrolladores-suspendida',
    view: 'developers/sheet',
    locals: await sheet({ state: 'suspendida', suspension: { before: 'produccion', reason: 'uso-indebido', at: now } }),
  },
  {
    name: 'desarrolladores-secreto',
    view: 'developers/secret',
    locals: {
      ...read,
      title: words.titles.secret,
      secret: 'secreto-de-ejemplo',
      clientId: `p-${client.id}`,
      back: frame.formAction,
    },
  },
  {
    name: 'desarrolladores-secreto-visto',
    view: 'developers/secret',
    locals: { ...read, title: words.titles.secretOver, back: frame.formAction },
  },
  {
    name: 'desarrolladores-no-esta',
    view: 'developers/gone',
    locals: { ...read, title: words.titles.gone, gone: words.gone },
  },
  { name: 'desarrolladores-sin-entrada', view: 'developers/no-entry', locals: { title: words.titles.noEntry } },
];
