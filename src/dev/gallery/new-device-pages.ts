import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { refusedAt } from './refused.ts';

const code = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/new-device',
  locals: { ...logInForm, title: 'Compruebe que es usted', email: 'p•••@s•••.cl', policy: 'segura', ...state },
});

const over = (name: string, title: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'sign-in/proof-over',
  locals: { ...logInForm, title, policy: 'segura', ...state },
});

const sent = { state: 'sent', at: '15.48 (hora de Santiago)' } as const;
const at = new Date('2026-11-21T15:50:00-03:00');

/** The code that ends a sign-in in a browser that the account does not know, in every state of its mail (C14). */
export const newDevicePages: readonly GalleryPage[] = [
  code('ingreso-equipo-nuevo-por-enviar', { state: 'queued', refresh: 10 }),
  code('ingreso-equipo-nuevo-demora', { state: 'late', refresh: 10 }),
  code('ingreso-equipo-nuevo-enviado', sent),
  code('ingreso-equipo-nuevo-empresa', { ...sent, forCompany: true }),
  code('ingreso-equipo-nuevo-no-coincide', {
    ...sent,
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], {}),
  }),
  code('ingreso-equipo-nuevo-otro-muy-pronto', {
    ...sent,
    ...refusedAt('contenido', ['resend-early', { until: at }], {}),
    faults: {},
  }),
  code('ingreso-equipo-nuevo-retenido', { state: 'withheld', until: 'a las 16.20 (hora de Santiago)' }),
  code('ingreso-equipo-nuevo-rechazado', { state: 'refused' }),
  code('ingreso-equipo-nuevo-no-salio', { state: 'failed' }),
  over('ingreso-equipo-nuevo-vencido', 'Escriba su clave otra vez', {
    ...refusedAt('contenido', 'proof-lapsed', {}),
    faults: {},
    again: '/ingresar/ejemplo',
  }),
  over('ingreso-equipo-nuevo-detenido', 'No puede seguir con este ingreso', {
    ...refusedAt('contenido', ['account-frozen', { by: 'card', profile: 'natural', at }], {}),
    faults: {},
  }),
];
