import type { Acceptance } from '../../domain/acceptance.ts';
import { acceptanceShown } from '../../features/staff/acceptance-shown.ts';
import { memberShown } from '../../features/staff/team.ts';
import { accepterShown } from '../../features/staff/waiting.ts';
import { momentOf } from '../../http/words/moments.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor, memberWith } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.staff;
const team = deskFrameFor(['administrador'], 'team', [{ tab: 'team', href: '/mesa/equipo' }]);
const since = new Date(now.getTime() - 2 * 3_600_000);
const accepters = [{ ...memberWith(['auditor']), office: 'Maule' }].map(accepterShown);
const waiting = {
  ...deskFrameFor(['agente']),
  title: titles.waiting,
  waits: true,
  since: momentOf(texts, since, now),
  accepters,
};
const yes = { by: '1', name: 'Elisa Contreras Vera', reason: 'La llamé a su anexo y leímos sus dos llaves', at: now };
const accept = (way: string, acceptance: Acceptance) => {
  const member = { ...memberWith(['agente', 'revisor']), acceptance };
  return {
    ...team,
    title: titles.accept,
    csrfToken,
    member: memberShown(texts, member),
    acceptance: acceptanceShown(texts, member, [memberWith([])], now),
    way,
    accepters,
    values: {},
    faults: {},
  };
};
const waits: Acceptance = { since, by: ['1'] };

/** The pages of the second person, without whom a member does not work. */
export const deskAcceptPages: readonly GalleryPage[] = [
  { name: 'mesa-por-aceptar', view: 'staff/waiting', locals: waiting },
  { name: 'mesa-por-aceptar-sin-nadie', view: 'staff/waiting', locals: { ...waiting, accepters: [] } },
  {
    name: 'mesa-por-aceptar-aceptada',
    view: 'staff/waiting',
    locals: {
      ...deskFrameFor(['agente'], undefined, [{ tab: 'search', href: '/mesa' }]),
      title: titles.waiting,
      waits: false,
    },
  },
  { name: 'mesa-aceptar', view: 'staff/accept', locals: accept('accept', { ...waits, ended: yes }) },
  {
    name: 'mesa-aceptar-sin-motivo',
    view: 'staff/accept',
    locals: { ...accept('accept', waits), ...withFaults({ por_que: 'staff-reason-short' }, { por_que: 'sí' }) },
  },
  { name: 'mesa-aceptar-otra', view: 'staff/accept', locals: { ...accept('given', waits), csrfToken: undefined } },
  {
    name: 'mesa-aceptar-sin-nadie',
    view: 'staff/accept',
    locals: { ...accept('given', waits), accepters: [], csrfToken: undefined },
  },
  {
    name: 'mesa-aceptar-antes',
    view: 'staff/accept',
    locals: { ...accept('not-enrolled', waits), csrfToken: undefined },
  },
  { name: 'mesa-aceptar-propia', view: 'staff/accept', locals: { ...accept('own', waits), csrfToken: undefined } },
  { name: 'mesa-aceptar-retirar', view: 'staff/accept', locals: accept('end', { ...waits, accepted: yes }) },
];
