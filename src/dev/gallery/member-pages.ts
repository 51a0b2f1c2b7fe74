import { memberRoles, membershipMonths } from '../../domain/member-role.ts';
import { companyFrame, csrfToken, frame } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { memberRoles: roles, suspensions, months, titles } = texts.pages.myAccount;
const company = 'Panadería Los Andes SpA';
const body = 'Servicio Nacional de Capacitación y Empleo';
const dates = { since: '30 de noviembre de 2026', until: '30 de noviembre de 2027' };
const plain = { csrfToken, values: {}, faults: {}, errors: [] };
const noForm = { csrfToken: undefined };
const terms = membershipMonths.map((one) => ({ value: String(one), text: months(one) }));

const members = [
  { id: 'una', name: 'Pedro Antonio Muñoz Rojas', role: roles.administra, ...dates, paused: suspensions.factor },
  { id: 'otra', name: 'NIE 19•.•••.•••-2', role: roles.mira, ...dates },
];

const page = (
  name: string,
  view: string,
  tab: Parameters<typeof frame>[0],
  locals: GalleryPage['locals'],
): GalleryPage => ({
  name,
  view: `my-account/${view}`,
  locals: { ...(tab === 'members' ? companyFrame(tab) : frame(tab)), formAction: '/cuenta', ...plain, ...locals },
});

const list = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`cuenta-miembros${name}`, 'members', 'members', {
    title: titles.members,
    base: '/cuenta/miembros',
    ways: everyWay,
    terms,
    members,
    ...locals,
  });

const invite = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`cuenta-miembros-invitar${name}`, 'invite-member', 'members', {
    title: titles.inviteMember,
    base: '/cuenta/miembros',
    bodies: [],
    ways: everyWay,
    terms,
    roles: memberRoles.map((role) => ({ value: role, ...roles[role] })),
    ...locals,
  });

const { standing, left } = texts.pages.myAccount.memberInvitations;
const sent = { until: dates.until, sentAt: '30 de noviembre de 2026, 15.48' };
const expires = '3 de diciembre de 2026, 15.48';

const invitations = [
  {
    id: 'una',
    to: 'p•••@c•••.example',
    role: roles.desarrolla,
    standing: standing.waits(expires),
    left: left(3),
    sendable: true,
  },
  { id: 'otra', to: 'm•••@c•••.example', role: roles.administra, standing: standing.lapsed(expires), left: left(0) },
].map((one) => ({ ...sent, ...one }));

const pending = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`cuenta-miembros-invitaciones${name}`, 'member-invitations', 'members', {
    title: titles.memberInvitations,
    base: '/cuenta/miembros',
    invitations,
    ...locals,
  });

const own = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`cuenta-organizaciones${name}`, 'organisations', 'organisations', {
    title: titles.organisations,
    organisations: [{ id: 'una', company, role: roles.desarrolla, ...dates }],
    ...locals,
  });

const invitation = (name: string, locals: GalleryPage['locals']): GalleryPage =>
  page(`cuenta-membresia${name}`, 'membership', 'organisations', {
    title: titles.membership,
    invitation: { company, role: roles.administra, until: dates.until },
    ...locals,
  });

/** Members of a company, as the company and each of them see it. */
export const memberPages: readonly GalleryPage[] = [
  list('', {}),
  list('-por-clave', { ways: undefined }),
  list('-sin-elegir', refusedAt('miembro', 'member-unchosen', {})),
  list('-ninguno', { ...noForm, members: [] }),
  invite('', {}),
  invite('-por-clave', { ...noForm, ways: undefined }),
  invite('-organismo', { bodies: [{ rut: '61533000-0', name: body }] }),
  invite('-dos-organismos', {
    bodies: [
      { rut: '61533000-0', name: body },
      { rut: '54000001-8', name: 'Otro organismo' },
    ],
  }),
  invite('-sin-factor', refusedAt('rol', 'member-needs-factor', {})),
  pending('', {}),
  pending('-sin-elegir', refusedAt('invitacion', 'invitation-unchosen', {})),
  pending('-ninguna', { ...noForm, invitations: [] }),
  own('', {}),
  own('-primera', {
    administers: true,
    organisations: [{ id: 'una', company: body, role: roles.administra, ...dates }],
  }),
  own('-ninguna', { ...noForm, organisations: [] }),
  own('-sin-elegir', refusedAt('miembro', 'member-unchosen', {})),
  invitation('', {}),
  invitation('-sin-factor', refusedAt('contenido', 'member-needs-factor', {})),
  invitation('-terminada', { ...noForm, invitation: undefined }),
];
