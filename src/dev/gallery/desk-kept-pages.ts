import { regions } from '../../domain/comunas.ts';
import { roleBoxes } from '../../features/staff/roles-form.ts';
import { keptElsewhere } from '../../http/staff/show-desk.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import { teamMembers } from './desk-staff-pages.ts';
import type { GalleryPage } from './gallery-page.ts';
import { passkeyAsked } from './passkey-asked.ts';
import { texts } from './texts.ts';

const { titles, done } = texts.staff;
const team = deskFrameFor(['administrador'], 'team', [{ tab: 'team', href: '/mesa/equipo' }]);
const emptyTeam = { ...team, title: titles.team, members: teamMembers, administers: true, unverified: 0 };

/** Pages that say what became of a form which came after the end of its session. */
export const deskKeptPages: readonly GalleryPage[] = [
  {
    name: 'mesa-ingreso-guardado',
    view: 'staff/sign-in',
    locals: { title: titles.signIn, csrfToken, asked: passkeyAsked, faults: {}, done: done.kept },
  },
  {
    name: 'mesa-invitar-recuperado',
    view: 'staff/invite',
    locals: {
      ...team,
      title: titles.invite,
      csrfToken,
      restored: true,
      regions,
      roles: roleBoxes(texts, []),
      values: { nombres: 'Marta', oficina: 'OMIL Maipú', rol_revisor: 'si' },
      faults: {},
    },
  },
  {
    name: 'mesa-equipo-guardado',
    view: 'staff/team',
    locals: {
      ...emptyTeam,
      kept: keptElsewhere(texts, { path: '/mesa/equipo/invitar', about: undefined, until: now }),
    },
  },
  {
    name: 'mesa-equipo-guardado-ficha',
    view: 'staff/team',
    locals: { ...emptyTeam, kept: keptElsewhere(texts, { path: '/mesa/abrir/x', about: '1', until: now }) },
  },
];
