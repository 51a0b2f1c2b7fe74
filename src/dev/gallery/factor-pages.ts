import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { everyWay, passkeyAsked } from './passkey-asked.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { titles, factorLeads } = texts.pages.signIn;

const ways = { app: true, printed: true, passkey: undefined };
const both = everyWay;
const alone = { app: false, printed: false, passkey: passkeyAsked };

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `ingreso-factor${name}`,
  view: 'sign-in/factor',
  locals: {
    ...logInForm,
    title: titles.factor,
    ways,
    lead: factorLeads.code.afterKey,
    lost: '/ingresar/ejemplo/sin-factor',
    ...state,
  },
});

const TODAY = new Date();
const HOUR_MS = 3_600_000;

/** The second factor in a sign-in. */
export const factorPages: readonly GalleryPage[] = [
  page('', { remembers: {} }),
  page('-pedido', { lead: factorLeads.code.asked }),
  page('-errado', { remembers: { ticked: true }, ...refusedAt('codigo', 'factor-code-wrong', {}) }),
  page('-vacio', { ...refusedAt('codigo', 'factor-code-missing', {}) }),
  page('-pausa', { ...refusedAt('codigo', ['factor-paused', { until: TODAY }], {}) }),
  page('-con-clave', { ways: both, remembers: {}, lead: factorLeads.either.afterKey }),
  page('-con-clave-pedida', { ways: both, lead: factorLeads.either.asked }),
  page('-solo-clave', { ways: alone, remembers: {}, lead: factorLeads.passkey.afterKey }),
  page('-solo-clave-pedida', { ways: alone, lead: factorLeads.passkey.asked }),
  page('-clave-errada', {
    ways: both,
    lead: factorLeads.either.afterKey,
    ...refusedAt('acceso-credencial', 'passkey-wrong', {}),
  }),
  page('-solo-impreso', {
    lead: factorLeads.printed.afterKey,
    ways: { app: false, printed: true, passkey: undefined },
    remembers: {},
  }),
  page('-sin', { title: titles.addFactor, without: true, takesPasskey: true }),
  page('-sin-solo-aplicacion', { title: titles.addFactor, without: true, takesPasskey: false }),
  page('-nuevo', { title: titles.youngFactor, from: texts.moments.opensAt(new Date(TODAY.getTime() + 70 * HOUR_MS)) }),
];
