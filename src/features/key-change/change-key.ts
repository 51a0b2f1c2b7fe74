import type Router from '@koa/router';
import { openMailbox } from '../../account/continue-by-mail.ts';
import { type KeyChangeStep, nextKeyChangeStep } from '../../domain/key-change.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { mailboxCodeOf } from '../../http/flows/mailbox-code.ts';
import type { SteppedJourney } from '../../http/flows/stepped-journey.ts';
import { steppedRoutes } from '../../http/flows/stepped-routes.ts';
import { text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { readCurrent, readIdentifier, typedNumbers } from '../../http/forms/holder-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';
import { captchaFor, KEY_CHANGE_FORM as FORM, handlers } from './steps.ts';
import { beginKeyChange, beginKeyChangeByMail } from './use-cases/begin-key-change.ts';
import { keyChangeByMail } from './use-cases/key-change-by-mail.ts';
import { viewOf } from './views.ts';

const changeKey: SteppedJourney<StoredKeyChange, KeyChangeStep> = {
  prefix: '/cambiar',
  name: FORM,
  views: 'key-change',
  titles: {
    natural: 'Cambiar CS (Clave Sence) Persona Natural',
    juridica: 'Cambiar CS (Clave Sence) Persona Jurídica',
    migrante: 'Cambiar CS (Clave Sence) Migrante',
  },
  overTitle: 'El cambio terminó',
  mailTitle: 'Continúe con el cambio de su clave',
  spentLink: { title: 'El cambio terminó', back: '/' },
  fieldOf: {
    'key-wrong': 'clave',
    'legacy-key': 'clave',
    'key-same': 'clave',
    'key-guessable': 'clave',
    'mailbox-code-needed': 'codigo',
    'contact-code-wrong': 'codigo',
    'contact-code-spent': 'codigo',
    'code-missing': 'codigo',
    'code-wrong': 'codigo',
    'not-representative': 'rut_representante',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
  },
  journeys: ({ keyChanges }) => keyChanges,
  next: nextKeyChangeStep,
  settled: 'done',
  beginLocals: () => ({ step: { number: 1, of: 2 } }),
  beginValues: typedNumbers,

  async begin(deps, ctx, profile, form) {
    const { rut, rut_representante, clave } = readCurrent(profile, form);
    const who = { profile, identifier: rut, representative: rut_representante, key: clave };
    const asked = { ...who, browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx) };
    const act = async () => `/cambiar/${profile}/${await beginKeyChange(deps, asked, visitorOf(ctx))}`;
    return deps.policy.captchaFirst ? behindCaptcha(deps, form, FORM, act) : act();
  },

  async beginByMail(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    const asked = { profile, identifier: rut, browser: browserOf(ctx) };
    return `/cambiar/${profile}/${await beginKeyChangeByMail(deps, asked, visitorOf(ctx))}`;
  },

  take: (deps, ctx, { of, journey, step, form }) => handlers[step](deps, ctx, { of, change: journey, form }),
  goOnByMail: (deps, ctx, { of, journey, form }) => handlers.mail(deps, ctx, { of, change: journey, form }),
  valuesOf: (form) => ({ rut_representante: typedRut(text(form, 'rut_representante')) }),
  captcha: (deps, change, step) => step === 'choose' && captchaFor(deps, change),
  async stepLocals(deps, ctx, change, step) {
    const { provisionalId, codeMessage } = change;
    const sent = step === 'choose' && provisionalId ? await deps.provisionalKeys.find(provisionalId) : undefined;
    const where = { browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx) };
    return {
      ...(await viewOf(deps, change, step)),
      mailboxCode: await mailboxCodeOf(deps, sent, where, codeMessage),
    };
  },
  openMailbox: (deps, token, browser, visitor) => openMailbox(deps, keyChangeByMail(deps), token, browser, visitor),
};

/** Cambiar CS (docs/guides.md, N 4 and J 4). */
export const changeKeyRoutes = (deps: Deps): Router => steppedRoutes(deps, changeKey);
