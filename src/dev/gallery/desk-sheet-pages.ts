import { deskActions } from '../../domain/desk.ts';
import { parseNie } from '../../domain/nie.ts';
import { parseRut } from '../../domain/rut.ts';
import { maskedHit } from '../../features/desk/masked.ts';
import { reasonFields } from '../../features/desk/reasons.ts';
import { sheetView } from '../../features/desk/sheet-view.ts';
import type { Sheet } from '../../features/desk/use-cases/read-sheet.ts';
import { csrfToken, now, rosa } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const frame = {
  ...deskFrameFor(['agente'], 'search', [{ tab: 'search', href: '/mesa' }]),
  errors: [],
  faults: {},
};
const form = { ...frame, csrfToken };
const { titles, actions, searchedBy } = texts.desk;
const hit = maskedHit(texts, rosa);
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const DAY = 1440;

const sheet: Sheet = {
  account: rosa,
  invitations: [],
  pauses: { key: new Date(now.getTime() + 12 * 60_000), card: undefined },
  holds: [
    {
      id: '1',
      kind: 'update-contacts',
      folio: 'CS-7F3K-92QX',
      accountId: 'rosa',
      state: 'waiting',
      createdAt: minutesAgo(DAY),
      dueAt: new Date(now.getTime() + 2 * DAY * 60_000),
    },
  ],
  rights: [
    {
      id: '1',
      folio: 'LD-7F3K-92QX',
      accountId: 'rosa',
      actor: undefined,
      kind: 'acceso',
      state: 'recibida',
      decision: undefined,
      askedAt: minutesAgo(DAY),
      dueOn: '2026-12-20' as never,
      extendedAt: undefined,
      answeredAt: undefined,
      liftedAt: undefined,
    },
  ],
  cases: [
    {
      id: '1',
      folio: 'CS-8G4L-2B7M',
      version: 1,
      kind: 'factor-perdido',
      state: 'en-revision',
      openedBy: 'person',
      openedAt: minutesAgo(DAY),
      dueAt: new Date(now.getTime() + 5 * DAY * 60_000),
      attestations: [],
      corrections: [],
    },
  ],
  messages: [
    {
      id: '1',
      kind: 'sessions-ended',
      channel: 'mail',
      queuedAt: minutesAgo(90),
      state: 'refused',
      endedAt: minutesAgo(80),
      to: rosa.personal.email,
      repeatable: true,
    },
    {
      id: '2',
      kind: 'provisional-key',
      channel: 'sms',
      queuedAt: minutesAgo(DAY),
      state: 'sent',
      endedAt: minutesAgo(DAY),
      to: undefined,
      repeatable: false,
    },
  ],
  sessions: [
    {
      uid: '1',
      actorSubject: undefined,
      startedAt: minutesAgo(DAY),
      usedAt: minutesAgo(14),
      device: 'Chrome en Android',
      clientIds: [],
    },
  ],
  events: [
    { at: minutesAgo(1), act: 'login.refused', clientId: undefined, device: 'Chrome en Android', details: {} },
    { at: minutesAgo(3 * DAY), act: 'key.changed', clientId: undefined, device: 'Firefox en Windows', details: {} },
  ],
};
const bare: Sheet = {
  ...sheet,
  pauses: { key: undefined, card: undefined },
  holds: [],
  rights: [],
  cases: [],
  messages: [],
  sessions: [],
  events: [],
};
const facilitador: Sheet = {
  ...bare,
  account: {
    ...rosa,
    profile: 'facilitador',
    kind: 'NIE',
    identifier: parseNie('199.000.002-2'),
    identidad: 'revisada',
  },
  invitations: [
    {
      id: '1',
      accountId: 'jorge',
      organisation: { rut: parseRut('54.000.001-8'), razonSocial: 'Panadería Los Andes SpA' },
      scope: 'facilitador',
      source: 'FE-7F3K-92QX',
      from: minutesAgo(30 * DAY),
      until: new Date(now.getTime() + 335 * DAY * 60_000),
    },
  ],
};
const view = (of: Sheet) => sheetView(texts, of, { now: () => now });
const call = '/mesa/llamada/T';
const links = deskActions
  .filter((action) => action !== 'resend')
  .map((action) => ({ href: `/mesa/ficha/T/accion/${action}`, text: actions[action].title }));

/** Search, sheet and actions of the desk. */
export const deskSheetPages: readonly GalleryPage[] = [
  { name: 'mesa-buscar', view: 'desk/search', locals: { ...form, title: titles.search, values: {} } },
  {
    name: 'mesa-buscar-error',
    view: 'desk/search',
    locals: {
      ...form,
      title: titles.search,
      ...withFaults({ busqueda: 'search-unreadable' }, { busqueda: 'Camila' }),
    },
  },
  {
    name: 'mesa-resultado',
    view: 'desk/found',
    locals: { ...frame, title: titles.found, by: searchedBy.number, hits: [{ ...hit, href: '/mesa/abrir/T', call }] },
  },
  {
    name: 'mesa-resultado-vacio',
    view: 'desk/found',
    locals: { ...frame, title: titles.found, by: searchedBy.folio, hits: [] },
  },
  {
    name: 'mesa-resultado-reservada',
    view: 'desk/found',
    locals: { ...frame, title: titles.found, by: searchedBy.number, hits: [{}, { emergency: '/mesa/emergencia/T' }] },
  },
  {
    name: 'mesa-emergencia',
    view: 'desk/emergency',
    locals: {
      ...form,
      title: titles.emergency,
      asked: { options: {}, ticket: 'T' },
      ...reasonFields(texts),
      ...withFaults({ 'acceso-credencial': 'passkey-wrong' }, {}),
    },
  },
  {
    name: 'mesa-emergencia-sin-acceso',
    view: 'desk/emergency',
    locals: { ...frame, title: titles.emergency, asked: undefined, ...reasonFields(texts) },
  },
  { name: 'mesa-abrir', view: 'desk/open', locals: { ...form, title: titles.open, hit, ...reasonFields(texts) } },
  {
    name: 'mesa-ficha',
    view: 'desk/sheet',
    locals: {
      ...frame,
      title: titles.sheet,
      ...view(sheet),
      caller: { proved: true, contact: 'email', masked: 'r•••@c•••.example', at: '10.18 (hora de Santiago)' },
      call,
      actions: links,
      repeats: '/mesa/ficha/T/accion/resend',
    },
  },
  {
    name: 'mesa-ficha-vacia',
    view: 'desk/sheet',
    locals: {
      ...frame,
      title: titles.sheet,
      ...view(bare),
      caller: { proved: false },
      actions: [],
      done: actions['lift-pause'].done,
    },
  },
  {
    name: 'mesa-ficha-facilitador',
    view: 'desk/sheet',
    locals: { ...frame, title: titles.sheet, ...view(facilitador), caller: { proved: false }, actions: [] },
  },
  {
    name: 'mesa-ficha-facilitador-sin-empresa',
    view: 'desk/sheet',
    locals: {
      ...frame,
      title: titles.sheet,
      ...view({ ...facilitador, invitations: [] }),
      caller: { proved: false },
      actions: [],
    },
  },
  ...deskActions.map((action) => ({
    name: `mesa-accion-${action}`,
    view: 'desk/act',
    locals: {
      ...form,
      title: `${actions[action].title} – ${titles.sheet}`,
      action: actions[action],
      hit,
      message: action === 'resend' ? '1' : '',
      sheet: '/mesa/ficha/T',
      ...reasonFields(texts),
    },
  })),
];
