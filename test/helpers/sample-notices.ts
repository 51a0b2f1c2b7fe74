import { instantOf } from '../../src/domain/instant.ts';
import type { Day } from '../../src/domain/working-days.ts';
import type { Alarm } from '../../src/ports/alarm.ts';
import type { Notice } from '../../src/ports/notice.ts';

const at = instantOf(new Date('2026-11-22T13:15:00Z'));
const until = instantOf(new Date('2026-11-25T13:15:00Z'));
const moment = '2026-11-22T13:15:00.000Z';
const device = 'Samsung Internet en Android';
const host = 'clave.sence.gob.cl';
const folio = 'CS-7F3K-9QWM';

/** A link as long as those that are sent: 32 bytes in base64url after the address of production. */
const linkTo = (page: string): string =>
  `https://clave.sence.gob.cl/${page}/Wm9-cXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSEk`;

/** The page where a stopped account is reopened. */
const recoverAt = (profile: string): string => `https://clave.sence.gob.cl/recuperar/${profile}`;

/** One of each alarm; a new one without sample does not compile. */
const alarms = {
  'outbox-late': { alarm: 'outbox-late', oldestSeconds: 754, waiting: 318, dead: 2 },
  'dead-letters': { alarm: 'dead-letters', lately: 4, dead: 19 },
  'platforms-untold': { alarm: 'platforms-untold', lately: 3, dead: 8 },
  'sms-breaker': { alarm: 'sms-breaker', sent: 500, most: 500, waiting: 1240 },
  'registry-down': { alarm: 'registry-down', registry: 'civil-registry', failed: 5, since: moment },
  'channel-down': { alarm: 'channel-down', channel: 'mail', failed: 7, since: moment },
  'recipients-refused': { alarm: 'recipients-refused' },
  'sii-glitch': { alarm: 'sii-glitch', changed: 61, known: 5200 },
  'throttle-storm': { alarm: 'throttle-storm', shut: 214 },
  'rights-due': {
    alarm: 'rights-due',
    soon: 2,
    overdue: 1,
    folio: 'LD-7F3K-9QWM',
    dueOn: '2026-11-20',
    newest: 'LD-2ABC-3DEF',
  },
  'cases-due': { alarm: 'cases-due', soon: 2, overdue: 1, folio: 'CS-7F3K-9QWM', dueOn: '2026-11-20' },
  'row-tampered': { alarm: 'row-tampered', rows: 3, table: 'accounts', reference: 'K7M2-9QXD' },
  'audit-head-gone': { alarm: 'audit-head-gone', head: `48213:${'9f2c41d0'.repeat(8)}` },
  'audit-unsealed': { alarm: 'audit-unsealed', since: moment },
  'audit-stopped': { alarm: 'audit-stopped', fault: 'row-refused', about: `48213:${'9f2c41d0'.repeat(8)}` },
  'audit-head': { alarm: 'audit-head', head: `48213:${'9f2c41d0'.repeat(8)}`, rows: 235_581 },
} satisfies { readonly [K in Alarm['alarm']]: Extract<Alarm, { alarm: K }> };

const membership = { company: 'Panadería Los Andes SpA', who: 'RUT 44.•••.•••-7', role: 'administra' } as const;

const notices = {
  'confirm-email': { kind: 'confirm-email', link: linkTo('confirmar'), hours: 24 },
  'account-created': { kind: 'account-created' },
  'card-needed': { kind: 'card-needed' },
  'recreation-asked': { kind: 'recreation-asked', at, device, folio, until, link: linkTo('clave-antigua') },
  'recreation-refused': { kind: 'recreation-refused', folio },
  'recreation-at-desk': { kind: 'recreation-at-desk', folio },
  'representative-confirm': { kind: 'representative-confirm', link: linkTo('confirmar-representante'), days: 7 },
  'registration-attempted': { kind: 'registration-attempted', at, device },
  'company-registered': { kind: 'company-registered', razonSocial: 'Panadería Los Andes SpA' },
  'platform-news': {
    kind: 'platform-news',
    news: 'suspended-now',
    name: 'Aula Los Andes',
    client: 'p-3f0c6d1e-8a57-4f3b-9d0e-6b1f2a7c9e10',
    folio,
    page: linkTo('desarrolladores/plataformas/3f0c6d1e-8a57-4f3b-9d0e-6b1f2a7c9e10'),
    at,
    until,
  },
  'case-news': { kind: 'case-news', news: 'asked', folio, link: linkTo('caso'), until },
  'caller-check': { kind: 'caller-check', link: linkTo('llamada'), minutes: 10 },
  'call-denied': { kind: 'call-denied', at, link: linkTo('no-fui-yo') },
  'representatives-changed': {
    kind: 'representatives-changed',
    at,
    left: { named: [{ name: 'Pedro Antonio Muñoz Rojas' }], more: 0 },
    joined: { named: [{ maskedRut: '44.•••.•••-7' }], more: 0 },
    link: linkTo('no-fui-yo'),
  },
  'mandate-ended': {
    kind: 'mandate-ended',
    at,
    to: 'facilitador',
    company: 'Panadería Los Andes SpA',
    nie: '19•.•••.•••-2',
    why: 'revocado',
  },
  'mandate-renewed': {
    kind: 'mandate-renewed',
    at,
    to: 'company',
    company: 'Panadería Los Andes SpA',
    nie: '19•.•••.•••-2',
    until,
  },
  'machine-news': {
    kind: 'machine-news',
    at,
    news: 'credential-made',
    machine: 'Servidor de matrículas',
    credential: 'Servidor 1',
    link: linkTo('desarrolladores/maquinas'),
    until,
  },
  'member-invited': {
    kind: 'member-invited',
    company: 'Panadería Los Andes SpA',
    role: 'administra',
    until,
    hours: 72,
    link: linkTo('cuenta/organizaciones/invitacion'),
  },
  'member-joined': { kind: 'member-joined', at, to: 'company', ...membership, until },
  'member-changed': { kind: 'member-changed', at, to: 'member', ...membership, until },
  'member-ended': { kind: 'member-ended', at, to: 'company', ...membership, why: 'renuncia' },
  'portal-news': {
    kind: 'portal-news',
    at,
    news: 'secret-made',
    platform: 'Aula Los Andes',
    organisation: 'Panadería Los Andes SpA',
    link: linkTo('desarrolladores/plataformas'),
    until,
  },
  'facilitador-invited': {
    kind: 'facilitador-invited',
    company: 'Panadería Los Andes SpA',
    until,
    hours: 72,
    link: linkTo('invitacion'),
  },
  'facilitador-activated': {
    kind: 'facilitador-activated',
    at,
    device,
    company: 'Panadería Los Andes SpA',
    until,
    nie: '19•.•••.•••-2',
    link: linkTo('no-fui-yo'),
  },
  'invitation-ended': { kind: 'invitation-ended', at, company: 'Panadería Los Andes SpA' },
  'invitation-told': {
    kind: 'invitation-told',
    at,
    folio: 'FE-2026-0001',
    name: 'Inés Quispe Mamani',
    news: 'sent',
  },
  'representatives-back': { kind: 'representatives-back', at },
  'contacts-by-factor': { kind: 'contacts-by-factor', at, folio, replaced: ['email', 'mobile'], what: ['address'] },
  'contacts-agreed': { kind: 'contacts-agreed', at, folio },
  'change-disputed': { kind: 'change-disputed', at, device, folio },
  'hold-delayed': { kind: 'hold-delayed', folio, until },
  'account-contested': {
    kind: 'account-contested',
    at,
    folio,
    link: 'https://clave.sence.gob.cl/alguien-registro-mi-rut',
  },
  'identity-reviewed': {
    kind: 'identity-reviewed',
    at,
    device,
    dropped: ['question', 'mobile'],
    link: linkTo('no-fui-yo'),
  },
  'identity-proved': {
    kind: 'identity-proved',
    at,
    device,
    dropped: ['question', 'mobile'],
    link: linkTo('no-fui-yo'),
  },
  'contest-begun': {
    kind: 'contest-begun',
    at,
    device,
    folio,
    until,
    link: linkTo('disputa'),
    frozen: true,
  },
  'contest-at-desk': { kind: 'contest-at-desk', folio },
  'contest-over': { kind: 'contest-over', at, folio },
  'recovery-unproved': {
    kind: 'recovery-unproved',
    at,
    device,
    link: 'https://clave.sence.gob.cl/alguien-registro-mi-rut',
  },
  'recovery-waits': {
    kind: 'recovery-waits',
    at,
    device,
    folio,
    until,
    link: 'https://clave.sence.gob.cl/alguien-registro-mi-rut',
  },
  'run-link-asked': { kind: 'run-link-asked', at, device, folio, until, link: linkTo('solicitud') },
  'run-linked': { kind: 'run-linked', folio },
  'run-link-withdrawn': { kind: 'run-link-withdrawn', folio },
  'run-link-refused': { kind: 'run-link-refused', folio },
  'new-device-login': {
    kind: 'new-device-login',
    at,
    device,
    platform: 'Portal de Ejemplo',
    by: 'passkey',
    link: linkTo('no-fui-yo'),
  },
  'provisional-key': {
    kind: 'provisional-key',
    key: 'J53722W1',
    hours: 24,
    page: 'https://clave.sence.gob.cl/cambiar/natural',
  },
  'recovery-link': { kind: 'recovery-link', link: linkTo('recuperar/clave'), minutes: 60 },
  'recovery-code': { kind: 'recovery-code', code: '123456', minutes: 10, host },
  'account-code': { kind: 'account-code', purpose: 'sign-in', code: '123456', minutes: 10, host },
  'mailbox-link': { kind: 'mailbox-link', link: linkTo('recuperar/correo'), minutes: 30 },
  'recovery-asked': { kind: 'recovery-asked', at, device, link: linkTo('no-fui-yo') },
  'contacts-asked': { kind: 'contacts-asked', at, device, folio, until, link: linkTo('solicitud') },
  'contact-confirm': { kind: 'contact-confirm', link: linkTo('confirmar-contacto'), request: linkTo('solicitud') },
  'recovery-held': { kind: 'recovery-held', at, device, folio, until, link: linkTo('solicitud') },
  'contacts-changed': { kind: 'contacts-changed', at, folio, link: linkTo('revertir') },
  'contacts-withdrawn': { kind: 'contacts-withdrawn', folio },
  'contacts-at-desk': { kind: 'contacts-at-desk', folio },
  'contacts-refused': { kind: 'contacts-refused', folio },
  'contacts-reverted': {
    kind: 'contacts-reverted',
    at,
    device,
    folio,
    by: 'card',
    link: recoverAt('natural'),
  },
  'recovery-warned': { kind: 'recovery-warned', at, device, link: linkTo('no-fui-yo') },
  'data-updated': {
    kind: 'data-updated',
    at,
    device,
    what: ['address', 'home-phone', 'work-phone'],
    link: linkTo('no-fui-yo'),
  },
  'update-asked': {
    kind: 'update-asked',
    at,
    device,
    folio,
    until,
    link: linkTo('solicitud'),
    disavow: linkTo('no-fui-yo'),
    waiting: ['email', 'mobile'],
    what: ['address'],
  },
  'update-withdrawn': { kind: 'update-withdrawn', folio },
  'update-done': { kind: 'update-done', folio },
  'update-code': { kind: 'update-code', code: '123456', minutes: 10, host },
  'factor-added': { kind: 'factor-added', at, device, factor: 'totp', link: linkTo('no-fui-yo') },
  'counter-asked': {
    kind: 'counter-asked',
    at,
    folio,
    until,
    link: linkTo('solicitud'),
    changes: ['email', 'mobile', 'identity', 'key'],
  },
  'account-protected': {
    kind: 'account-protected',
    at,
    folio,
    members: ['Elisa Contreras Vera (Maule)'],
  },
  'counter-withdrawn': { kind: 'counter-withdrawn', folio },
  'counter-at-desk': { kind: 'counter-at-desk', folio },
  'counter-refused': { kind: 'counter-refused', folio },
  'counter-done': { kind: 'counter-done', at, folio, changes: ['email', 'key'], link: linkTo('no-fui-yo') },
  'factor-loss-asked': { kind: 'factor-loss-asked', at, device, folio, until, link: linkTo('solicitud') },
  'factor-loss-withdrawn': { kind: 'factor-loss-withdrawn', folio },
  'factor-loss-refused': { kind: 'factor-loss-refused', folio },
  'factor-loss-done': { kind: 'factor-loss-done', at, device, folio, link: linkTo('no-fui-yo') },
  'factor-loss-at-desk': { kind: 'factor-loss-at-desk', at, device, folio, link: linkTo('no-fui-yo') },
  'recovery-after-loss': { kind: 'recovery-after-loss', at, device, link: linkTo('no-fui-yo') },
  'factor-removed': { kind: 'factor-removed', at, device, factor: 'totp', link: linkTo('no-fui-yo') },
  'recovery-code-used': { kind: 'recovery-code-used', at, device, codesLeft: 9, link: linkTo('no-fui-yo') },
  'backup-sheet-made': {
    kind: 'backup-sheet-made',
    at,
    device,
    from: instantOf(new Date('2026-11-29T13:15:00Z')),
    link: linkTo('no-fui-yo'),
  },
  'backup-sheet-removed': { kind: 'backup-sheet-removed', at, device, link: linkTo('no-fui-yo') },
  'recovery-codes-made': { kind: 'recovery-codes-made', at, device, link: linkTo('no-fui-yo') },
  'question-changed': { kind: 'question-changed', at, device, link: linkTo('no-fui-yo') },
  'desk-alarm': {
    kind: 'desk-alarm',
    alarm: 'neighbour',
    at,
    name: 'Elisa Contreras Vera',
    office: 'Mesa central',
    page: 'https://clave.example/mesa/auditoria',
  },
  'recovery-offered': { kind: 'recovery-offered', page: recoverAt('natural'), folio },
  'sessions-ended': { kind: 'sessions-ended', at, device, count: 3, link: linkTo('no-fui-yo') },
  'platform-disconnected': {
    kind: 'platform-disconnected',
    at,
    device,
    platform: 'Portal de Ejemplo',
    link: linkTo('no-fui-yo'),
  },
  'export-ready': {
    kind: 'export-ready',
    at,
    device,
    until: instantOf(new Date('2026-11-29T13:15:00Z')),
    link: linkTo('descarga'),
    disavow: linkTo('no-fui-yo'),
  },
  'right-requested': {
    kind: 'right-requested',
    at,
    device,
    folio: 'LD-7F3K-9QWM',
    right: 'rectificacion',
    due: '2026-12-22' as Day,
    link: linkTo('derechos'),
    disavow: linkTo('no-fui-yo'),
  },
  'block-begun': {
    kind: 'block-begun',
    at,
    device,
    folio: 'LD-7F3K-9QWM',
    due: '2026-11-24' as Day,
    link: linkTo('derechos'),
  },
  'block-lifted': {
    kind: 'block-lifted',
    at,
    folio: 'LD-7F3K-9QWM',
    reasons: 'Ya corregimos su nombre, que era lo que esperaba.',
  },
  'right-extended': {
    kind: 'right-extended',
    folio: 'LD-7F3K-9QWM',
    right: 'oposicion',
    due: '2027-01-21' as Day,
    reasons: 'Esperamos la respuesta de la plataforma a la que usted se opone.',
    link: linkTo('derechos'),
  },
  'right-answered': {
    kind: 'right-answered',
    folio: 'LD-7F3K-9QWM',
    right: 'supresion',
    decision: 'acogida-en-parte',
    ground: 'obligacion-de-conservar',
    reasons:
      'Cerramos su cuenta y borramos sus contactos. El registro de actos se conserva por el Decreto 9/2023, art. 13.',
    until: '2027-01-06' as Day,
    due: '2026-11-20' as Day,
    letter: linkTo('derechos/carta'),
  },
  'key-changed': { kind: 'key-changed', at, device, link: linkTo('no-fui-yo') },
  'account-frozen': { kind: 'account-frozen', at, folio, by: 'card', link: recoverAt('natural') },
  'account-thawed': { kind: 'account-thawed', at },
  'thaw-at-desk': { kind: 'thaw-at-desk', folio },
  'staff-changed': {
    kind: 'staff-changed',
    at,
    change: 'link-made',
    member: 'Elisa Contreras Vera',
    doneBy: 'Iván Paredes',
    waits: true,
  },
  'client-change': {
    kind: 'client-change',
    change: 'portal',
    platforms: ['Elige Mejor', 'Bono al Trabajo de la Mujer'],
    link: 'https://clave.sence.gob.cl/desarrolladores/cambios#portal',
  },
  alarm: { kind: 'alarm', at: moment, alarm: alarms['outbox-late'] },
} satisfies { readonly [K in Notice['kind']]: Extract<Notice, { kind: K }> };

const { alarm: first, ...told } = notices;

const forCompany = { razonSocial: 'Panadería Los Andes SpA', rut: '54.000.001-8' };
const representative = { maskedRut: '44.•••.•••-0' };

/** The same where they are about a company's account, each to one of its confirmed contacts. */
const companyNotices: readonly Notice[] = [
  { ...notices['key-changed'], forCompany, representative, thawed: true, dropped: ['mobile', 'representative-email'] },
  { ...notices['new-device-login'], remembered: until, forCompany, representative: { name: 'Rosa Elena Soto Díaz' } },
  {
    ...notices['provisional-key'],
    page: 'https://clave.sence.gob.cl/cambiar/juridica',
    forCompany,
    disavow: linkTo('no-fui-yo'),
  },
  { ...notices['recovery-link'], forCompany, disavow: linkTo('no-fui-yo') },
  { ...notices['recovery-asked'], forCompany, representative },
  { ...notices['representatives-changed'], forCompany },
  { ...notices['update-asked'], forCompany, representative },
  { ...notices['contacts-by-factor'], forCompany },
];

/** A notice of each kind to a user, with the fields of production; a new kind without sample does not compile. */
export const sampleNotices: readonly Notice[] = [
  ...Object.values(told),
  { kind: 'account-frozen', at, folio, stolen: true, by: 'new-card', link: recoverAt('natural') },
  { kind: 'account-frozen', at, folio, by: 'representative', link: recoverAt('juridica') },
  { kind: 'account-frozen', at, folio, stolen: true, by: 'new-representative', link: recoverAt('juridica') },
  { kind: 'account-frozen', at, folio, by: 'desk' },
  { kind: 'contacts-reverted', at, device, folio, by: 'new-representative', link: recoverAt('juridica') },
  { ...notices['recovery-link'], stopped: true },
  { ...notices['account-code'], purpose: 'new-device' },
  ...companyNotices,
];

/** The name of a sample. */
export function nameOfSample(notice: Notice): string {
  if (notice.kind === 'alarm') return `alarm: ${notice.alarm.alarm}`;
  const by = 'by' in notice && notice.by !== 'card' && notice.by;
  const more = [
    notice.kind === 'account-frozen' && notice.stolen && 'stolen',
    notice.kind === 'recovery-link' && notice.stopped && 'stopped',
    notice.kind === 'account-code' && notice.purpose !== 'sign-in' && notice.purpose,
    by,
    notice.forCompany && 'of a company',
  ];
  return [notice.kind, ...more.filter(Boolean)].join(', ');
}

/** Each alarm as operators get it. */
export const sampleAlarms: readonly Notice[] = Object.values(alarms).map((alarm) => ({ ...first, alarm }));
