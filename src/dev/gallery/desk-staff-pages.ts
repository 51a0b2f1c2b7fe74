import { csrfToken } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { passkeyAsked } from './passkey-asked.ts';
import { refusedAt } from './refused.ts';
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

/** The pages of the staff themselves. */
export const deskStaffPages: readonly GalleryPage[] = [
  {
    name: 'mesa-salir',
    view: 'staff/leave',
    locals: { ...deskFrameFor(['agente', 'revisor']), title: titles.leave, csrfToken },
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
];
