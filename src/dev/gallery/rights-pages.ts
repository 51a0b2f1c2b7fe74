import type { Day } from '../../domain/working-days.ts';
import { copyOf } from '../../features/privacy/download.ts';
import { rowOf } from '../../features/privacy/platform-rows.ts';
import { privacyLocals } from '../../features/privacy/privacy.ts';
import { choicesOf } from '../../features/privacy/requests.ts';
import { rightView } from '../../features/privacy/right-words.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { companyFrame, csrfToken, frame, now, panaderia, rosa } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const later = (days: number): Date => new Date(now.getTime() + days * 24 * 3_600_000);

const copy = (minutes: number, ready: boolean) =>
  copyOf(texts, {
    id: `copia-${minutes}`,
    askedAt: ago(minutes),
    readyAt: ready ? ago(minutes - 1) : undefined,
    expiresAt: later(7),
  });

const request = (rest: Partial<RightRequest> = {}): RightRequest => ({
  id: 'ejemplo',
  folio: 'LD-7F3K-9QWM',
  accountId: 'rosa',
  actor: undefined,
  kind: 'rectificacion',
  state: 'recibida',
  decision: undefined,
  askedAt: ago(2),
  dueOn: '2026-12-21' as Day,
  extendedAt: undefined,
  answeredAt: undefined,
  liftedAt: undefined,
  ...rest,
});
const answered = request({
  kind: 'supresion',
  state: 'respondida',
  decision: 'rechazada',
  ground: 'obligacion-de-conservar',
  askedAt: ago(9 * 24 * 60),
  answeredAt: ago(90),
});
const block = request({ kind: 'bloqueo', dueOn: '2026-11-24' as Day });

/** How a request is shown now. */
const viewOf = (one: RightRequest) => rightView(texts, one, now);

const tab = (name: string, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `derechos-${name}`,
  view: `my-account/${view}`,
  locals: {
    ...frame('my-data'),
    title: 'Mi cuenta',
    formAction: '/cuenta',
    csrfToken,
    errors: [],
    faults: {},
    ...locals,
  },
});
/** A page without a form. */
const plain = (name: string, view: string, { ...locals }: GalleryPage['locals']): GalleryPage => {
  const { csrfToken: _, ...rest } = tab(name, view, locals).locals;
  return { ...tab(name, view, {}), locals: rest };
};
const linkPage = (name: string, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `derechos-${name}`,
  view,
  locals: { formAction: '/derechos/enlace', errors: [], faults: {}, ...locals },
});

const choices = choicesOf(texts, { account: rosa });
const wrote = 'Mi segundo apellido está sin tilde: dice Diaz y es Díaz.\nEn el Registro Civil ya lo corregí.';
const said =
  'No procede borrar el registro de sus actos: la ley obliga a conservarlo cinco años (Decreto 9/2023, art. 13; Ley 21.719, art. 7).';

const why = 'Esperamos la respuesta de la plataforma que guarda el dato.';
const long = [said, 'Su apellido quedó como está en el Registro Civil: «Núñez».', '<script>no es código</script>'].join(
  '\n\n',
);
const overdue = request({ state: 'en-revision', askedAt: ago(41 * 24 * 60), dueOn: '2026-11-10' as Day });
const extended = request({ state: 'en-revision', dueOn: '2027-01-20' as Day, extendedAt: ago(60) });
const answeredLate = { ...answered, askedAt: ago(41 * 24 * 60), dueOn: '2026-11-10' as Day };
const access = { ...answered, kind: 'acceso', decision: 'acogida', ground: undefined } as const;
const endedBlock = {
  ...block,
  state: 'respondida',
  decision: 'acogida',
  answeredAt: ago(60),
  liftedAt: ago(5),
} as const;

const clients = [
  {
    name: 'Despega MIPE',
    purpose:
      'Función legal de SENCE: fomentar la capacitación de quienes trabajan en micro, pequeñas y medianas empresas (Ley 19.518)',
    firstParty: true,
    api: false,
    host: 'despega.example',
    policyUri: 'https://despega.example/privacidad',
    scopes: ['openid', 'profile', 'run', 'email', 'phone', 'address', 'empresa'],
  },
] as const;

/** Downloads, rights, and the policy on privacy. */
export const rightsPages: readonly GalleryPage[] = [
  tab('descarga', 'download', { copies: [], waiting: false }),
  tab('descarga-con-copias', 'download', { copies: [copy(60, true), copy(2000, true)], waiting: false }),
  plain('descarga-en-preparacion', 'download', { copies: [copy(3, false), copy(2000, true)], waiting: true }),
  tab('descarga-clave-incorrecta', 'download', { copies: [], waiting: false, ...refusedAt('actual', 'key-wrong', {}) }),
  tab('descarga-con-factor', 'download', { copies: [], waiting: false, ways: everyWay, values: {} }),
  tab('descarga-empresa', 'download', { ...companyFrame('my-data'), copies: [], waiting: false }),
  plain('lista-vacia', 'rights', { requests: [] }),
  plain('lista', 'rights', { requests: [request(), answered].map(viewOf) }),
  tab('nueva', 'right-new', { choices, values: {} }),
  tab('nueva-con-errores', 'right-new', {
    choices,
    ...withFaults({ derecho: 'right-missing', detalle: 'right-detail-missing' }, {}),
  }),
  tab('nueva-sin-clave', 'right-new', {
    choices,
    ...withFaults({ actual: 'key-missing' }, { derecho: 'bloqueo', detalle: wrote }),
  }),
  tab('nueva-con-factor', 'right-new', {
    choices,
    ways: everyWay,
    ...refusedAt('codigo', 'factor-code-wrong', { derecho: 'supresion', detalle: '' }),
  }),
  tab('nueva-empresa', 'right-new', {
    ...companyFrame('my-data'),
    choices: choicesOf(texts, { account: panaderia }),
    values: {},
  }),
  plain('recibida', 'right', { request: viewOf(request()), received: true, detail: wrote }),
  plain('atrasada', 'right', { request: viewOf(overdue), received: false, detail: wrote }),
  plain('ampliada', 'right', { request: viewOf(extended), received: false, detail: wrote, extension: why }),
  plain('respondida-tarde', 'right', { request: viewOf(answeredLate), received: false, detail: wrote, reasons: long }),
  plain('copia-acogida', 'right', { request: viewOf(access), received: false }),
  plain('bloqueo-terminado', 'right', { request: viewOf(endedBlock), received: false, detail: wrote, lifting: why }),
  plain('respondida', 'right', { request: viewOf(answered), received: false, detail: wrote, reasons: said }),
  plain('carta', 'right-letter', { request: viewOf(answered), detail: wrote, reasons: said }),
  plain('carta-tarde', 'right-letter', {
    request: viewOf({ ...answeredLate, extendedAt: ago(20 * 24 * 60) }),
    detail: wrote,
    reasons: long,
    extension: why,
  }),
  plain('carta-acogida', 'right-letter', { request: viewOf(access) }),
  plain('carta-empresa', 'right-letter', { ...companyFrame('my-data'), request: viewOf(access) }),
  linkPage('bloqueo-recibido', 'privacy/rights/state', {
    title: 'Estado',
    csrfToken,
    request: viewOf(block),
    received: true,
  }),
  linkPage('bloqueo-clave-incorrecta', 'privacy/rights/state', {
    title: 'Estado',
    csrfToken,
    request: viewOf(block),
    received: false,
    ...refusedAt('actual', 'key-wrong', {}),
  }),
  linkPage('bloqueo-levantado', 'privacy/rights/state', {
    title: 'Estado',
    request: viewOf({ ...block, liftedAt: ago(1) }),
    received: false,
  }),
  linkPage('estado', 'privacy/rights/state', {
    title: 'Estado',
    request: viewOf({ ...request(), extendedAt: ago(5) }),
    received: false,
  }),
  linkPage('estado-atrasada', 'privacy/rights/state', { title: 'Estado', request: viewOf(overdue), received: false }),
  linkPage('estado-cuenta-cerrada', 'privacy/rights/state', {
    title: 'Estado',
    request: viewOf({ ...answered, decision: 'acogida-en-parte' }),
    received: false,
    closed: true,
  }),
  linkPage('carta-sin-cuenta', 'privacy/rights/letter-page', {
    title: 'Respuesta',
    request: viewOf({ ...answered, decision: 'acogida-en-parte' }),
    reasons: said,
  }),
  linkPage('carta-con-bloqueo', 'privacy/rights/letter-page', {
    title: 'Respuesta',
    request: viewOf({ ...block, state: 'respondida', decision: 'acogida', answeredAt: ago(1) }),
    reasons: 'Bloqueamos sus datos.',
    block: '/derechos/token',
  }),
  linkPage('enlace-vencido', 'privacy/rights/gone', { title: 'Este enlace venció' }),
  linkPage('copia-lista', 'privacy/export/link', {
    title: 'Descargue sus datos',
    csrfToken,
    until: copy(1, true).until,
    company: false,
    values: {},
  }),
  linkPage('copia-clave-incorrecta', 'privacy/export/link', {
    title: 'Descargue sus datos',
    csrfToken,
    until: copy(1, true).until,
    company: false,
    ...refusedAt('actual', 'key-wrong', {}),
  }),
  linkPage('copia-con-factor', 'privacy/export/link', {
    title: 'Descargue sus datos',
    csrfToken,
    until: copy(1, true).until,
    company: false,
    ways: everyWay,
    ...refusedAt('codigo', 'factor-code-missing', {}),
  }),
  linkPage('copia-empresa', 'privacy/export/link', {
    title: 'Descargue sus datos',
    until: copy(1, true).until,
    company: true,
  }),
  linkPage('copia-borrada', 'privacy/export/expired', { title: 'La copia ya se borró' }),
  { name: 'privacidad', view: 'privacy/privacy', locals: privacyLocals(texts, clients) },
  {
    name: 'plataformas',
    view: 'privacy/platforms',
    locals: {
      title: texts.pages.privacy.titles.platforms,
      asked: 'correo',
      found: texts.pages.privacy.platforms.found(clients.length, clients.length + 1),
      platforms: clients.map((client, place) =>
        rowOf(texts, {
          ...client,
          clientId: client.name,
          home: undefined,
          contact: place === 0 ? 'proteccion.de.datos.personales@plataforma.example' : undefined,
          optional: ['phone'],
        }),
      ),
    },
  },
  {
    name: 'plataformas-ninguna',
    view: 'privacy/platforms',
    locals: {
      title: texts.pages.privacy.titles.platforms,
      asked: '',
      found: texts.pages.privacy.platforms.found(0, 0),
      platforms: [],
    },
  },
  { name: 'privacidad-sin-plataformas', view: 'privacy/privacy', locals: privacyLocals(texts, []) },
  {
    name: 'privacidad-version-2',
    view: 'privacy/2026-11-22',
    locals: { title: 'Privacidad y uso de datos, versión 2', written: '22-11-2026', number: 2, back: '/privacidad' },
  },
  {
    name: 'privacidad-version-1',
    view: 'privacy/2026-11-21',
    locals: { title: 'Privacidad y uso de datos, versión 1', written: '21-11-2026', number: 1, back: '/privacidad' },
  },
];
