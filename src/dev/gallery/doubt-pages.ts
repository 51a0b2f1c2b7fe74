import { csrfToken, frame } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';

const client = { name: 'Despega MIPE', host: 'despega.example', initials: 'DM' };
const until = '02-12-2026 a las 10.15 (hora de Santiago)';
const later = '05-12-2026 a las 10.15 (hora de Santiago)';
const request = { what: 'Recuperar su clave con contactos nuevos', folio: 'CS-7F3K-9QWM', until, delayed: false };
const waits = {
  doubt: 'asked',
  requests: [request],
  byCard: true,
  ofRepresentative: false,
  codes: ['email', 'mobile'],
  values: {},
  errors: [],
  faults: {},
};
const lost = { about: 'factor', requests: [{ ...request, what: 'Quitar el segundo factor perdido' }] };
const delayed = { requests: [{ ...request, until: later, delayed: true }] };

const atSignIn = (name: string, state: object): GalleryPage => ({
  name: `ingreso-duda-${name}`,
  view: 'sign-in/doubt',
  locals: {
    title: '¿Pidió usted este cambio?',
    formAction: '/ingresar/ejemplo',
    csrfToken,
    client,
    ...waits,
    ...state,
  },
});

const within = (name: string, state: object): GalleryPage => ({
  name: `cuenta-duda-${name}`,
  view: 'my-account/doubt',
  locals: {
    ...frame('my-data'),
    title: 'Solicitud en espera – Mi cuenta',
    formAction: '/cuenta',
    csrfToken,
    ...waits,
    ...state,
  },
});

/** «¿Pidió usted este cambio?», at the sign-in and in Mi cuenta. */
export const doubtPages: readonly GalleryPage[] = [
  atSignIn('pregunta', {}),
  atSignIn('pregunta-empresa', { ofRepresentative: true }),
  atSignIn('pregunta-segundo-factor', { ...lost, byFactor: true }),
  atSignIn('pregunta-segundo-factor-sin-el', lost),
  atSignIn('pregunta-ambas', { about: 'both', byFactor: true, requests: [request, ...lost.requests] }),
  atSignIn('no-segundo-factor', { doubt: 'no', ...lost }),
  atSignIn('no', { doubt: 'no', ...delayed }),
  atSignIn('codigo', { doubt: 'email', ...delayed }),
  atSignIn('codigo-incorrecto', {
    doubt: 'mobile',
    ...delayed,
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], {}),
  }),
  atSignIn('cedula-no-coincide', {
    doubt: 'no',
    ...delayed,
    ...refusedAt('serie', ['cedula-mismatch', { left: 2 }], {}),
  }),
  atSignIn('empresa', { doubt: 'no', ...delayed, ofRepresentative: true, codes: ['email'] }),
  atSignIn('detenida', { doubt: 'stopped', requests: [] }),
  atSignIn('en-persona', { doubt: 'desk', requests: [], deskFolio: 'CS-7F3K-92QX' }),
  atSignIn('terminada', { doubt: 'gone', requests: [] }),
  within('pregunta', {}),
  within('no', { doubt: 'no', ...delayed }),
  within('solo-codigo', { doubt: 'mobile', ...delayed, byCard: false }),
  within('detenida', { doubt: 'stopped', requests: [], csrfToken: undefined }),
];
