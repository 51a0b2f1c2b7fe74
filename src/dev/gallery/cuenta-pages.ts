import { numbered } from '../../domain/account.ts';
import { policies } from '../../domain/policy.ts';
import { lineOf } from '../../features/my-account/activity.ts';
import { knownAs } from '../../features/my-account/clients.ts';
import { complaintView } from '../../features/my-account/complaint.ts';
import { identityOf, rowsOf, waitOf } from '../../features/my-account/my-data.ts';
import { safetyOf } from '../../features/my-account/security.ts';
import { rowOf } from '../../features/my-account/sessions.ts';
import type { Activity } from '../../features/my-account/use-cases/list-activity.ts';
import { factorsShown } from '../../features/second-factor/section.ts';
import { frameOf } from '../../http/signed-in/frame.ts';
import { asset } from '../../http/views.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Act } from '../../ports/audit.ts';
import { companyFrame, csrfToken, frame, now, panaderia, rosa, rosaActs } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const DAY = 24 * 60;

const happened = (act: Act, minutes: number, rest: Partial<Activity> = {}): Activity => ({
  act,
  at: minutesAgo(minutes),
  clientId: 'despega-mipe',
  device: 'Firefox en Windows',
  details: {},
  suspicious: false,
  actor: undefined,
  reason: undefined,
  ...rest,
});

const activities: readonly Activity[] = [
  happened('login.refused', 1, { details: { code: 'key-wrong' }, suspicious: true, device: 'Chrome en Android' }),
  happened('login.refused', 3, { details: { code: 'key-wrong' }, suspicious: true, device: 'Chrome en Android' }),
  happened('login.succeeded', 14, { details: { known: true } }),
  happened('desk.visit', 20, {
    details: { by: 'staff', roles: 'agente', office: 'Santiago', reason: 'llamada', visit: '1' },
    reason: 'Llamó porque no puede ingresar',
  }),
  happened('session.ended', DAY, { details: { count: 3 } }),
  happened('key.changed', 3 * DAY),
  happened('hold.withdrawn', 5 * DAY, { details: { kind: 'update-contacts' }, device: undefined }),
  happened('login.succeeded', 400 * DAY, { details: { known: false }, suspicious: true }),
];

const months = [
  { value: '2026-11', name: 'noviembre de 2026', on: true },
  { value: '2026-10', name: 'octubre de 2026', on: false },
];
const activity = { title: 'Actividad – Mi cuenta', months, monthName: 'noviembre de 2026' };
const lines = (actor?: string) => activities.map((one) => lineOf(texts, { ...one, actor }, 'Despega MIPE', now));

const names = new Map([['despega-mipe', 'Despega MIPE']]);
const session = (uid: string, minutes: number, device: string | undefined, actor?: string) =>
  rowOf(
    texts,
    {
      uid,
      device,
      actor,
      actorSubject: undefined,
      clientIds: minutes > DAY ? [] : ['despega-mipe'],
      startedAt: minutesAgo(minutes + 90),
      usedAt: minutesAgo(minutes),
    },
    names,
    now,
  );
const sessions = (actor?: string) => [
  { ...session('1', 0, 'Firefox en Windows', actor), current: true },
  { ...session('2', 1200, 'Samsung Internet en Android', actor), current: false },
  { ...session('3', 2 * DAY, undefined, actor), current: false },
];

const use = { firstAt: minutesAgo(90 * DAY), lastAt: minutesAgo(14) };
const despega = { clientId: 'despega-mipe', name: 'Despega MIPE', host: 'despega.example', firstParty: true };
const otec = {
  clientId: 'otec',
  name: 'Organismo Técnico de Capacitación del Extremo Austral Limitada',
  host: 'aula-virtual.capacitacion-y-certificacion-de-competencias-laborales.example',
  firstParty: false,
  policyUri: 'https://privacidad-de-las-plataformas-de-capacitacion-y-certificacion.example/',
};
const known = [
  knownAs(
    texts,
    { clientId: 'despega-mipe', use: { ...use, scopes: ['profile', 'run', 'email', 'address'] } },
    { ...despega, logo: asset('icono.svg') },
    { account: rosa, actor: undefined },
    now,
  ),
  knownAs(
    texts,
    {
      clientId: 'otec',
      use: { ...use, scopes: [] },
      consent: { firstAt: use.firstAt, purpose: 'Inscribirlo en los cursos que usted elija (contrato con el OTEC)' },
    },
    otec,
    { account: rosa, actor: undefined },
    now,
  ),
];

const hold = {
  id: '1',
  kind: 'update-contacts',
  folio: 'CS-7F3K-92QX',
  dueAt: new Date('2026-11-24T10:00:00-03:00'),
} as const;

const page = (name: string, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `cuenta-${name}`,
  view: `my-account/${view}`,
  locals,
});

/** Rosa before her card was checked and her mobile confirmed. */
const declared = { ...rosa, identidad: 'declarada', confirmed: {} } as const;

const visit = {
  at: now,
  act: 'desk.visit',
  accountId: 'rosa',
  network: undefined,
  details: { by: 'staff', roles: 'agente', office: 'Santiago', reason: 'llamada', visit: '1' },
} as const;
const complaint = (folio?: string) => ({
  ...frame('activity'),
  title: texts.pages.myAccount.titles.complaint,
  ...complaintView(texts, { act: visit, complaint: undefined }, now),
  ...(folio ? { complaint: { folio, due: '15-12-2026' } } : {}),
});
const complaintPages = [
  page('reclamo', 'complaint', {
    ...complaint(),
    csrfToken,
    ...withFaults({ reclamo: 'complaint-short' }, { reclamo: 'Mal' }),
  }),
  page('reclamo-enviado', 'complaint', complaint('CS-7F3K-92QX')),
];

/** The tabs of Mi cuenta in their states. */
const facilitadores = [
  {
    id: 'una',
    name: 'Jorge Luis Quispe Mamani',
    nie: '199.000.002-2',
    folio: 'FE-2026-0001',
    until: '2 de enero de 2027',
    renewable: true,
    renewableFrom: '3 de noviembre de 2026',
  },
  {
    id: 'otra',
    name: 'Marie Claire Joseph',
    nie: '199.000.001-4',
    folio: 'FE-2026-0002',
    until: '30 de octubre de 2027',
    renewable: false,
    renewableFrom: '31 de agosto de 2027',
  },
];

export const cuentaPages: readonly GalleryPage[] = [
  page('actividad', 'activity', {
    ...frame('activity'),
    ...activity,
    entries: lines(),
    earlier: '/cuenta/actividad?mes=2026-10',
  }),
  page('actividad-vacia', 'activity', { ...frame('activity'), ...activity, entries: [] }),
  page('actividad-empresa', 'activity', {
    ...companyFrame('activity'),
    ...activity,
    entries: lines('Rosa Elena Soto Díaz'),
  }),
  ...complaintPages,
  page('sesiones', 'sessions', {
    ...frame('sessions'),
    title: 'Sesiones – Mi cuenta',
    csrfToken,
    sessions: sessions(),
  }),
  page('sesiones-cerradas', 'sessions', {
    ...frame('sessions'),
    title: 'Sesiones – Mi cuenta',
    sessions: sessions().slice(0, 1),
    done: 'Cerramos las demás sesiones y avisamos a las plataformas.',
  }),
  page('sesiones-empresa', 'sessions', {
    ...companyFrame('sessions'),
    title: 'Sesiones – Mi cuenta',
    csrfToken,
    sessions: sessions('Pedro Antonio Muñoz Rojas'),
  }),
  page('plataformas', 'clients', { ...frame('clients'), title: 'Plataformas – Mi cuenta', clients: known }),
  page('plataformas-ninguna', 'clients', { ...frame('clients'), title: 'Plataformas – Mi cuenta', clients: [] }),
  ...known.map((client) =>
    page(`desconectar-${client.firstParty ? 'sence' : 'otra'}`, 'disconnect', {
      ...frame('clients'),
      title: 'Desconectar – Mi cuenta',
      csrfToken,
      client,
    }),
  ),
  page('datos', 'my-data', {
    ...frame('my-data'),
    title: 'Mis datos – Mi cuenta',
    rows: rowsOf(texts, rosa),
    holds: [],
    identity: identityOf({ account: rosa, actor: undefined }),
  }),
  page('datos-celular-sin-confirmar', 'my-data', {
    ...frameOf(texts, { account: declared, actor: undefined }, now, 'my-data'),
    title: 'Mis datos – Mi cuenta',
    holds: [],
    mobileToConfirm: true,
    rows: rowsOf(texts, declared),
    emailRefused: momentOf(texts, minutesAgo(70), now),
    identity: identityOf({ account: declared, actor: undefined }),
  }),
  page('datos-en-espera', 'my-data', {
    ...frame('my-data'),
    title: 'Mis datos – Mi cuenta',
    csrfToken,
    rows: rowsOf(texts, rosa),
    identity: identityOf({
      account: { ...rosa, ...numbered('NIE', rosa.identifier), identidad: 'declarada' },
      actor: undefined,
    }),
    holds: [waitOf(texts, hold, now)],
    done: 'Recibimos su solicitud. Le enviamos un aviso a sus contactos de ahora.',
  }),
  ...(['open', 'desk'] as const).map((contest) =>
    page(`datos-en-disputa-${contest}`, 'my-data', {
      ...frame('my-data'),
      title: 'Mis datos – Mi cuenta',
      rows: rowsOf(texts, rosa),
      holds: [],
      identity: identityOf({ account: { ...rosa, identidad: 'declarada', contest }, actor: undefined }),
    }),
  ),
  page('datos-empresa', 'my-data', {
    ...companyFrame('my-data'),
    title: 'Mis datos – Mi cuenta',
    rows: rowsOf(texts, panaderia),
    holds: [],
    identity: identityOf({ account: panaderia, actor: rosaActs }),
  }),
  page('seguridad', 'security', {
    ...frame('security'),
    title: 'Seguridad – Mi cuenta',
    ...factorsShown(texts, [], now),
    ...safetyOf(texts, rosa, policies.guia),
  }),
  page('seguridad-segura', 'security', {
    ...frame('security'),
    title: 'Seguridad – Mi cuenta',
    ...factorsShown(texts, [], now),
    ...safetyOf(texts, rosa, policies.segura),
    policy: 'segura',
  }),
  page('seguridad-empresa', 'security', {
    ...companyFrame('security'),
    title: 'Seguridad – Mi cuenta',
    ...factorsShown(texts, [], now),
    ...safetyOf(texts, { ...panaderia, keyNeedsCard: true, question: undefined }, policies.guia),
  }),
  page('representante', 'representatives', {
    ...companyFrame('representatives'),
    title: 'Nuevo representante – Mi cuenta',
    cardNeeded: false,
  }),
  page('facilitadores', 'facilitadores', {
    ...companyFrame('facilitadores'),
    title: 'Facilitadores – Mi cuenta',
    days: 60,
    values: {},
    faults: {},
    errors: [],
    facilitadores,
  }),
  page('facilitadores-sin-elegir', 'facilitadores', {
    ...companyFrame('facilitadores'),
    title: 'Facilitadores – Mi cuenta',
    days: 60,
    facilitadores,
    ...refusedAt('invitacion', 'mandate-unchosen', {}),
  }),
  page('facilitadores-ninguno', 'facilitadores', {
    ...companyFrame('facilitadores'),
    title: 'Facilitadores – Mi cuenta',
    days: 60,
    values: {},
    faults: {},
    errors: [],
    facilitadores: [],
  }),
  page('representante-cambiado', 'representatives', {
    ...companyFrame('representatives'),
    title: 'Nuevo representante – Mi cuenta',
    cardNeeded: true,
  }),
];
