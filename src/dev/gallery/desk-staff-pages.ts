import type { Acceptance } from '../../domain/acceptance.ts';
import { regions } from '../../domain/comunas.ts';
import type { StaffState } from '../../domain/staff.ts';
import { roleBoxes } from '../../features/staff/roles-form.ts';
import { memberShown } from '../../features/staff/team.ts';
import { notYours } from '../../http/staff/not-yours.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor, memberWith } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { passkeyAsked } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { titles, done } = texts.staff;
const NAME = 'Elisa Contreras Vera';
const enrolment = {
  title: titles.enrol,
  csrfToken,
  name: NAME,
  made: passkeyAsked,
  values: { nombre: '' },
  faults: {},
};

const agentTabs = [
  { tab: 'search', href: '/mesa' },
  { tab: 'cases', href: '/mesa/casos' },
] as const;
const team = deskFrameFor(['administrador'], 'team', [{ tab: 'team', href: '/mesa/equipo' }]);
const waitsSince: Acceptance = { since: now, by: [] };
/** A team of the gallery, the member who looks at it first. */
export const teamMembers = (['activa', 'invitada', 'suspendida'] as const).map((state, place) => ({
  ...memberShown(texts, {
    ...memberWith(['agente', 'revisor']),
    state,
    ...(place === 0 ? {} : { acceptance: waitsSince }),
  }),
  own: place === 0,
}));
const inviteForm = { regions, roles: roleBoxes(texts, ['agente']) };
const memberAt = (state: StaffState) => ({
  ...team,
  title: titles.member,
  csrfToken,
  member: memberShown(texts, { ...memberWith(['agente']), state }),
  own: false,
  roles: roleBoxes(texts, ['agente']),
  faults: {},
});

/** The pages of the staff themselves. */
export const deskStaffPages: readonly GalleryPage[] = [
  {
    name: 'mesa-salir',
    view: 'staff/leave',
    locals: {
      ...deskFrameFor(['agente', 'revisor'], undefined, [{ tab: 'search', href: '/mesa' }]),
      title: titles.leave,
      csrfToken,
    },
  },
  {
    name: 'mesa-otro-rol',
    view: 'staff/not-yours',
    locals: {
      ...deskFrameFor(['agente'], undefined, agentTabs),
      title: titles.notYours,
      ...notYours(texts, ['administrador', 'auditor'], { href: '/mesa', tabs: agentTabs }),
    },
  },
  {
    name: 'mesa-ingreso',
    view: 'staff/sign-in',
    locals: { title: titles.signIn, csrfToken, asked: passkeyAsked, faults: {} },
  },
  {
    name: 'mesa-ingreso-rechazado',
    view: 'staff/sign-in',
    locals: {
      title: titles.signIn,
      csrfToken,
      asked: passkeyAsked,
      ...refusedAt('acceso-credencial', 'desk-passkey-unknown', {}),
    },
  },
  {
    name: 'mesa-ingreso-hecho',
    view: 'staff/sign-in',
    locals: { title: titles.signIn, csrfToken, asked: passkeyAsked, faults: {}, done: done.enrolled },
  },
  { name: 'mesa-ingreso-sin-nombre', view: 'staff/sign-in', locals: { title: titles.signIn, faults: {} } },
  { name: 'mesa-enlace', view: 'staff/link', locals: { title: titles.link, csrfToken, name: NAME } },
  { name: 'mesa-enlace-usado', view: 'staff/link-over', locals: { title: titles.linkOver } },
  {
    name: 'mesa-inscripcion',
    view: 'staff/enrol',
    locals: { ...enrolment, labels: [], left: 2 },
  },
  {
    name: 'mesa-inscripcion-segunda',
    view: 'staff/enrol',
    locals: { ...enrolment, labels: ['Llave de la oficina'], left: 1, done: done.first },
  },
  {
    name: 'mesa-equipo',
    view: 'staff/team',
    locals: { ...team, title: titles.team, members: teamMembers, administers: true, unverified: 0 },
  },
  {
    name: 'mesa-equipo-auditoria',
    view: 'staff/team',
    locals: { ...team, title: titles.team, members: teamMembers, administers: false, unverified: 0 },
  },
  {
    name: 'mesa-equipo-cambiado',
    view: 'staff/team',
    locals: {
      ...team,
      title: titles.team,
      members: teamMembers,
      administers: true,
      unverified: 1,
      done: done['roles-set'],
    },
  },
  { name: 'mesa-persona', view: 'staff/member', locals: memberAt('activa') },
  { name: 'mesa-persona-suspendida', view: 'staff/member', locals: memberAt('suspendida') },
  {
    name: 'mesa-persona-propia',
    view: 'staff/member',
    locals: { ...memberAt('activa'), own: true, csrfToken: undefined },
  },
  {
    name: 'mesa-persona-sin-roles',
    view: 'staff/member',
    locals: { ...memberAt('activa'), ...withFaults({ roles: 'staff-roles-missing' }, {}), roles: roleBoxes(texts, []) },
  },
  {
    name: 'mesa-invitar',
    view: 'staff/invite',
    locals: { ...team, ...inviteForm, title: titles.invite, csrfToken, values: {}, faults: {} },
  },
  {
    name: 'mesa-invitar-rechazado',
    view: 'staff/invite',
    locals: {
      ...team,
      ...inviteForm,
      title: titles.invite,
      csrfToken,
      ...withFaults(
        { run: ['rut-invalid', { of: 'other' }], nombres: 'staff-name-invalid', roles: 'staff-roles-missing' },
        { run: '1-1' },
      ),
      roles: roleBoxes(texts, []),
    },
  },
  {
    name: 'mesa-enlace-hecho',
    view: 'staff/made-link',
    locals: {
      ...team,
      title: titles.madeLink,
      name: NAME,
      link: 'https://clave.sence.gob.cl/mesa/inscripcion/Wm9-cXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSEk',
    },
  },
  { name: 'mesa-enlace-guardado', view: 'staff/made-link', locals: { ...team, title: titles.madeLinkOver } },
];
