import type Router from '@koa/router';
import type { Context } from 'koa';
import { continueByMail, openMailbox, recoveryByMail } from '../../account/continue-by-mail.ts';
import type { Identifier } from '../../domain/account.ts';
import { FIRST_PLACE, nextStep, type RecoveringProfile, type RecoveryStep } from '../../domain/recovery.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { SteppedJourney } from '../../http/flows/stepped-journey.ts';
import { steppedRoutes } from '../../http/flows/stepped-routes.ts';
import { text } from '../../http/form.ts';
import { verifyCaptcha } from '../../http/forms/captcha-check.ts';
import { readIdentifier } from '../../http/forms/holder-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';
import { captchaFor, RECOVERY_FORM as FORM, handlers } from './steps.ts';
import { beginRecovery } from './use-cases/begin-recovery.ts';
import { leaveForMail } from './use-cases/recover-key.ts';
import { viewOf } from './views.ts';

const recoverKey: SteppedJourney<StoredRecovery, RecoveryStep> = {
  prefix: '/recuperar',
  name: FORM,
  views: 'recovery',
  titles: {
    natural: 'Recuperar CS (Clave Sence) Persona Natural',
    juridica: 'Recuperar CS (Clave Sence) Persona Jurídica',
    migrante: 'Recuperar CS (Clave Sence) Migrante',
  },
  overTitle: 'La recuperación terminó',
  mailTitle: 'Continúe con su recuperación',
  spentLink: { title: 'Este enlace venció o ya se usó', byLink: true },
  fieldOf: {
    'answer-wrong': 'respuesta',
    'cedula-mismatch': 'serie',
    'not-representative': 'rut_representante',
    'captcha-wrong': 'captcha',
    'captcha-spent': 'captcha',
    'contact-code-wrong': 'codigo',
    'contact-code-spent': 'codigo',
    'too-many-codes': 'codigo',
    'key-guessable': 'clave',
  },
  journeys: ({ recoveries }) => recoveries,
  next: nextStep,
  beginLocals: () => ({ step: FIRST_PLACE }),
  beginValues: (form) => ({ rut: typedRut(text(form, 'rut')) }),

  async begin(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    if (deps.policy.captchaFirst) await verifyCaptcha(deps, form, FORM);
    return `/recuperar/${profile}/${await beginRecovery(deps, askedOf(deps, ctx, profile, rut, false), visitorOf(ctx))}`;
  },

  async beginByMail(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    const asked = askedOf(deps, ctx, profile, rut, true);
    const id = await beginRecovery(deps, asked, visitorOf(ctx));
    await continueByMail(deps, recoveryByMail(deps), { id, browser: asked.browser }, visitorOf(ctx));
    return `/recuperar/${profile}/${id}`;
  },

  take: (deps, ctx, { of, step, form }) => handlers[step](deps, ctx, of, form),
  goOnByMail: (deps, ctx, { of }) => leaveForMail(deps, of, visitorOf(ctx)),
  valuesOf: (form) => Object.fromEntries([...form].filter(([name]) => !unkept.includes(name))),
  captcha: (deps, recovery, step) => step === 'send' && captchaFor(deps, recovery),
  stepLocals: (deps, _ctx, recovery, step) => viewOf(deps, recovery, step),
  openMailbox: (deps, token, browser, visitor) => openMailbox(deps, recoveryByMail(deps), token, browser, visitor),
};

/** Fields that never come back after an error. */
const unkept: readonly string[] = ['ficha', 'captcha', 'captcha_id', 'clave', 'clave2'];

function askedOf(deps: Deps, ctx: Context, profile: RecoveringProfile, identifier: Identifier, mailOnly: boolean) {
  return { profile, identifier, browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx), mailOnly };
}

/** Recuperar CS (docs/guides.md, N 3 and J 3). */
export const recoverKeyRoutes = (deps: Deps): Router => steppedRoutes(deps, recoverKey);
