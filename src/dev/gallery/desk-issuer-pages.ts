import { csrfToken } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.staff;
const institution = 'cuentas.sence.example';
const name = 'Elisa Contreras Vera';
const refusals = {
  caida: 'desk-issuer-away',
  rechazado: 'desk-issuer-refused',
  usado: 'desk-issuer-stale',
  ajena: 'desk-issuer-taken',
  desconocida: 'desk-issuer-unknown',
  'sin-roles': 'desk-issuer-no-roles',
} as const;

/** Pages before the desk where the agency has its own OpenID provider. */
export const deskIssuerPages: readonly GalleryPage[] = [
  { name: 'mesa-institucion', view: 'staff/sign-in', locals: { title: titles.signIn, institution, faults: {} } },
  ...Object.entries(refusals).map(([how, code]) => ({
    name: `mesa-institucion-${how}`,
    view: 'staff/sign-in',
    locals: { title: titles.signIn, institution, ...refusedAt('contenido', code, {}), faults: {} },
  })),
  { name: 'mesa-institucion-enlace', view: 'staff/link', locals: { title: titles.link, csrfToken, institution, name } },
  {
    name: 'mesa-institucion-inscripcion',
    view: 'staff/enrol',
    locals: { title: titles.bind, institution, name, labels: [], left: 2, values: {}, faults: {} },
  },
  { name: 'mesa-institucion-listo', view: 'staff/entered', locals: { title: titles.entered, address: '#contenido' } },
  {
    name: 'mesa-institucion-salida',
    view: 'staff/left',
    locals: { title: titles.left, address: '#contenido', institution },
  },
];
