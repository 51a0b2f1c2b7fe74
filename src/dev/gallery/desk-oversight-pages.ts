import type { DeskAlarmKind } from '../../domain/oversight.ts';
import type { ReservationState } from '../../domain/reservation.ts';
import { maskedHit } from '../../features/desk/masked.ts';
import { actLine, alarmLine } from '../../features/oversight/lines.ts';
import { listedActs } from '../../features/oversight/listed-acts.ts';
import { markLine } from '../../features/oversight/reserved.ts';
import type { Names } from '../../features/oversight/use-cases/list-acts.ts';
import type { StaffAct } from '../../ports/oversight.ts';
import { csrfToken, now, rosa } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { oversight } = texts;
const frame = {
  ...deskFrameFor(['auditor'], 'oversight', [
    { tab: 'search', href: '/mesa' },
    { tab: 'oversight', href: '/mesa/auditoria' },
  ]),
  errors: [],
  faults: {},
};
/** Of a page with a form that acts. */
const form = { ...frame, csrfToken };
const names: Names = { member: () => 'Pedro Soto Reyes', account: (id) => (id ? rosa : undefined) };
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const alarm = (kind: DeskAlarmKind, accountId?: string) =>
  alarmLine(texts, { id: '1', kind, staffId: '2', accountId, at: minutesAgo(20) }, names, now);
const act = (given: Pick<StaffAct, 'act' | 'details'> & { readonly accountId?: string; readonly reason?: string }) =>
  actLine(
    texts,
    {
      at: minutesAgo(20),
      network: '3f2a9c01',
      accountId: given.accountId,
      act: given.act,
      reason: given.reason,
      details: { ...given.details, office: 'Santiago' },
    },
    names,
    now,
  );

const list = {
  people: [{ value: '2', text: 'Pedro Soto Reyes', on: false }],
  kinds: listedActs.map((value) => ({ value, text: oversight.acts[value], on: false })),
  day: '',
  file: '/mesa/auditoria/actos.csv',
};

const marked = (state: ReservationState) =>
  markLine(texts, { accountId: 'rosa', state, askedBy: '2', changedAt: minutesAgo(90) }, names, {
    member: { id: '1', roles: ['auditor', 'administrador'] },
    now,
  });

/** What auditores read and mark. */
export const deskOversightPages: readonly GalleryPage[] = [
  {
    name: 'mesa-auditoria',
    view: 'oversight/auditoria',
    locals: {
      ...frame,
      ...list,
      title: oversight.titles.list,
      alarms: [alarm('neighbour', 'rosa'), alarm('night')],
      acts: [
        act({
          act: 'desk.visit',
          accountId: 'rosa',
          details: { reason: 'llamada' },
          reason: 'Llamó: no puede ingresar',
        }),
        act({ act: 'desk.acted', accountId: 'rosa', details: { action: 'freeze', reason: 'seguridad' } }),
        act({ act: 'desk.alarm', details: { alarm: 'neighbour', about: 'rosa' } }),
        act({ act: 'staff.entered', details: {} }),
      ],
      earlier: '/mesa/auditoria?pagina=2',
    },
  },
  {
    name: 'mesa-auditoria-vacia',
    view: 'oversight/auditoria',
    locals: { ...frame, ...list, title: oversight.titles.list, done: oversight.marked, alarms: [], acts: [] },
  },
  {
    name: 'mesa-reservadas',
    view: 'oversight/reserved',
    locals: {
      ...form,
      title: oversight.titles.reserved,
      marks: [marked('asked'), marked('reserved'), marked('ending')],
    },
  },
  {
    name: 'mesa-reservadas-vacia',
    view: 'oversight/reserved',
    locals: { ...frame, title: oversight.titles.reserved, marks: [] },
  },
  {
    name: 'mesa-reservar',
    view: 'oversight/reserve',
    locals: { ...form, title: oversight.titles.reserve, hit: maskedHit(texts, rosa), sheet: '/mesa/ficha/T' },
  },
  {
    name: 'mesa-alarma',
    view: 'oversight/alarm',
    locals: {
      ...form,
      title: oversight.titles.alarm,
      alarm: alarm('neighbour', 'rosa'),
      acts: '/mesa/auditoria?persona=2',
      ...withFaults({ nota: 'note-short' }, { nota: 'Nada' }),
    },
  },
  {
    name: 'mesa-alarma-revisada',
    view: 'oversight/alarm',
    locals: {
      ...frame,
      title: oversight.titles.alarm,
      alarm: alarm('burst'),
      acts: '/mesa/auditoria?persona=2',
      seen: { who: 'Elisa Contreras Vera', note: 'Atendió un operativo en terreno ese día' },
    },
  },
];
