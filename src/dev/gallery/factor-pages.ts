import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.pages.signIn;

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `ingreso-factor${name}`,
  view: 'sign-in/factor',
  locals: { ...logInForm, title: titles.factor, ...state },
});

const TODAY = new Date();
const HOUR_MS = 3_600_000;

/** The second factor in a sign-in. */
export const factorPages: readonly GalleryPage[] = [
  page('', { keyIsRight: true }),
  page('-pedido', {}),
  page('-errado', { keyIsRight: true, ...refusedAt('codigo', 'factor-code-wrong', {}) }),
  page('-vacio', { keyIsRight: true, ...refusedAt('codigo', 'factor-code-missing', {}) }),
  page('-pausa', { keyIsRight: true, ...refusedAt('codigo', ['factor-paused', { until: TODAY }], {}) }),
  page('-sin', { title: titles.addFactor, without: true }),
  page('-nuevo', { from: texts.moments.opensAt(new Date(TODAY.getTime() + 70 * HOUR_MS)) }),
];
