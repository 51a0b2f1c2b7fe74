import type { Context } from 'koa';
import { continueByMail } from '../../account/continue-by-mail.ts';
import type { Identifier } from '../../domain/account.ts';
import type { RecoveringProfile } from '../../domain/recovery.ts';
import { FIRST_PLACE } from '../../domain/recovery-pages.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { FirstPage } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { verifyCaptcha } from '../../http/forms/captcha-check.ts';
import { readIdentifier } from '../../http/forms/identifier-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { beginRecovery } from './use-cases/begin-recovery.ts';
import { recoveryByMail } from './use-cases/recovery-flow.ts';

/** The number alone. */
export const firstPage: FirstPage = {
  place: () => FIRST_PLACE,
  valuesOf: (form) => ({ rut: typedRut(text(form, 'rut')) }),

  async begin(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    if (deps.policy.captchaFirst) await verifyCaptcha(deps, form, 'recover-key');
    return `/recuperar/${profile}/${await beginRecovery(deps, askedOf(deps, ctx, profile, rut, false), visitorOf(ctx))}`;
  },

  async beginByMail(deps, ctx, profile, form) {
    const { rut } = readIdentifier(profile, form);
    const asked = askedOf(deps, ctx, profile, rut, true);
    const id = await beginRecovery(deps, asked, visitorOf(ctx));
    await continueByMail(deps, recoveryByMail(deps), { id, browser: asked.browser }, visitorOf(ctx));
    return `/recuperar/${profile}/${id}`;
  },
};

function askedOf(deps: Deps, ctx: Context, profile: RecoveringProfile, identifier: Identifier, mailOnly: boolean) {
  return { profile, identifier, browser: browserOf(ctx), device: deviceOfBrowser(deps, ctx), mailOnly };
}
