import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.pages.lostFactor;
const until = '26-11-2026 a las 18.00 (hora de Santiago)';
const folio = 'CS-7F3K-9QWM';
const sent = { delivery: { channel: 'mail', state: 'sent', at: '15.48 (hora de Santiago)' } };
const common = {
  ...logInForm,
  email: 'p•••@s•••.cl',
  perfil: 'natural',
  phoneNow: 'Ahora atiende, hasta las 18.00 (hora de Santiago).',
};

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `ingreso-sin-factor${name}`,
  view: 'lost-factor/loss',
  locals: { ...common, title: titles.loss, way: 'proofs', ...state },
});

const key = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `ingreso-sin-factor-clave${name}`,
  view: 'lost-factor/key',
  locals: { ...common, title: titles.key, ...state },
});

const company = { perfil: 'juridica', forCompany: true, ofRepresentative: true };
const waiting = { title: titles.waiting, way: 'waiting', until, folio };

/** «Perdí mi segundo factor»: each way that is open to its holder. */
export const lostFactorPages: readonly GalleryPage[] = [
  key('', {}),
  key('-errada', refusedAt('clave', 'key-wrong', {})),
  page('', {}),
  page('-enviado', sent),
  page('-empresa', { ...sent, ...company }),
  page('-retenido', { delivery: { channel: 'mail', state: 'withheld', until: 'a las 16.20 (hora de Santiago)' } }),
  page('-no-salio', { delivery: { channel: 'mail', state: 'failed' } }),
  page('-codigo-incorrecto', {
    ...sent,
    ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], { serie: 'B51A23456' }),
  }),
  page('-cedula-no-coincide', {
    ...sent,
    ...refusedAt('serie', ['cedula-mismatch', { left: 2 }], { serie: 'B51A23457' }),
  }),
  page('-pedida', { ...waiting, request: 'enlace-de-ejemplo' }),
  page('-en-espera', waiting),
  page('-sin-cedula', { way: 'contest' }),
  page('-reposo', { way: 'rests', until: 'el lunes 30 de noviembre a las 10.15 (hora de Santiago)' }),
  page('-en-persona', { way: 'desk' }),
  page('-en-persona-migrante', { way: 'desk', perfil: 'migrante' }),
  page('-folio', { way: 'desk', folio }),
];
