import type Router from '@koa/router';
import { continueByMail } from '../../account/continue-by-mail.ts';
import { type DataUpdateStep, nextUpdateStep } from '../../domain/data-update.ts';
import { Refusal } from '../../domain/refusal.ts';
import { csrfToken, deviceOfBrowser } from '../../http/browser.ts';
import type { SteppedJourney } from '../../http/flows/stepped-journey.ts';
import { steppedRoutes } from '../../http/flows/stepped-routes.ts';
import { text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { readCurrent, readIdentifier, typedNumbers } from '../../http/forms/holder-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, visitorOf } from '../../http/page.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';
import { typedData } from './form.ts';
import { captchaFor, UPDATE_FORM as FORM, goOnByMail, handlers } from './steps.ts';
import { beginUpdate, beginUpdateByMail, openUpdateMailbox, updateByMail } from './use-cases/begin-update.ts';
import { placeOf, viewOf } from './views.ts';

const updateData: SteppedJourney<StoredDataUpdate, DataUpdateStep> = {
  prefix: '/actualizar',
  name: FORM,
  views: 'data-update',
  titles: {
    natural: 'Actualizar Datos Persona Natural',
    juridica: 'Actualizar Datos Persona Jurídica',
    migrante: 'Actualizar Datos Migrante',
  },
  overTitle: 'La actualización terminó',
  mailTitle: 'Continúe con la actualización',
  spentLink: { title: 'La actualización terminó', back: '/' },
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'key-provisional': 'clave',
    'not-representative': 'rut_representante',
    'pair-wrong': 'respuesta',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
  },
  journeys: ({ dataUpdates }) => dataUpdates,
  next: nextUpdateStep,
  settled: 'done',
  beginLocals: (deps) => ({ step: placeOf(deps, {}, 'key') }),
  beginValues: typedNumbers,

  async begin(deps, ctx, profile, form) {
    const { rut, rut_representante, clave } = readCurrent(profile, form);
    const who = { profile, identifier: rut, representative: rut_representante, key: clave };
    const asked = { ...who, browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx) };
    const act = async () => `/actualizar/${profile}/${await beginUpdate(deps, asked, visitorOf(ctx))}`;
    return deps.policy.captchaFirst ? behindCaptcha(deps, form, FORM, act) : act();
  },

  async beginByMail(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    const browser = browserOf(ctx);
    const id = await beginUpdateByMail(deps, { profile, identifier: rut, browser }, visitorOf(ctx));
    await continueByMail(deps, updateByMail(deps), { id, browser }, visitorOf(ctx));
    return `/actualizar/${profile}/${id}`;
  },

  take: (deps, ctx, { of, journey, step, form }) => handlers[step](deps, ctx, { of, update: journey, form }),
  goOnByMail: (deps, ctx, { of, journey, step, form }) => goOnByMail(deps, ctx, { of, update: journey, form }, step),
  valuesOf: (form) => ({
    ...typedData(form),
    rut_representante: typedRut(text(form, 'rut_representante')),
    pregunta: text(form, 'pregunta'),
    respuesta: text(form, 'respuesta'),
  }),
  captcha: (deps, update, step) => step === 'data' && captchaFor(deps, update),

  async stepLocals(deps, ctx, update, step) {
    try {
      const { onFile, ...view } = await viewOf(deps, update, step);
      // The last page has no form of its own; what it offers belongs to Estado de mi solicitud.
      const form = step === 'done' ? { csrfToken: csrfToken(deps, ctx, 'request-state') } : {};
      return { values: onFile ?? {}, ...view, ...form };
    } catch (error) {
      if (error instanceof Refusal && error.code === 'update-over') return undefined;
      throw error;
    }
  },

  openMailbox: openUpdateMailbox,
};

/** Actualizar datos (docs/guides.md, N 5). */
export const updateDataRoutes = (deps: Deps): Router => steppedRoutes(deps, updateData);
