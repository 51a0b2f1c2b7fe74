import type { Context } from 'koa';
import type { LookUpPass } from '../../account/look-up-pass.ts';
import { Refusal } from '../../domain/refusal.ts';
import { rateLimits } from '../../domain/throttle.ts';
import { type CaptchaForm, KEPT_CAPTCHA_MS } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Form, text } from '../form.ts';
import { browserOf, type PageState } from '../page.ts';

/** A new captcha for a form; the former one becomes invalid. A network that asks for too many must wait. */
export async function newCaptcha(
  { captcha, throttles }: Deps,
  ctx: Context,
  form: CaptchaForm,
  before?: string,
): Promise<string> {
  const { allowed, until } = await throttles.consume(rateLimits.captchaByNetwork, (ctx.state as PageState).network);
  if (!allowed) throw new Refusal('too-many-tries', { until });
  if (before) await captcha.spend(before, form, '');
  return captcha.issue(form);
}

/** The current captcha of a form while it is valid; otherwise a new one. */
export async function keptCaptcha(deps: Deps, ctx: Context, form: CaptchaForm, before = ''): Promise<string> {
  return (await deps.captcha.isUsable(before, form)) ? before : newCaptcha(deps, ctx, form);
}

/**
 * Acts behind the captcha of a form, and returns the address of the result: a second click leads where the first did.
 * Throws `captcha-wrong` or `captcha-spent` before any look-up.
 */
export async function behindCaptcha(
  { captcha }: Pick<Deps, 'captcha'>,
  form: Form,
  name: CaptchaForm,
  act: () => Promise<string>,
): Promise<string> {
  const captchaId = text(form, 'captcha_id');
  const verdict = await captcha.spend(captchaId, name, text(form, 'captcha'));
  if (verdict !== 'right') {
    const before = verdict === 'spent' ? await captcha.outcome(captchaId) : undefined;
    if (!before) throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
    return before;
  }
  let location: string | undefined;
  try {
    location = await act();
    return location;
  } finally {
    await captcha.settle(captchaId, location);
  }
}

/** The result of a form's captcha. */
export type JudgedCaptcha =
  | { readonly verdict: 'right'; readonly right: RightCaptcha }
  /** The form was sent before, and led there. */
  | { readonly verdict: 'sent'; readonly location: string }
  | { readonly verdict: 'wrong'; readonly refusal: Refusal };

/** A right captcha, answered now or kept from an earlier submission. */
export interface RightCaptcha {
  /** Id under which a second click finds where the form led. */
  readonly id: string;
  readonly until: Date;
  readonly pass: LookUpPass;
}

/**
 * Spends a form's captcha, a kept answer or a typed one; `field-missing`, `captcha-wrong` or `captcha-spent` if it is
 * not valid. A kept answer is valid for this form in this browser, once (floor 11).
 */
export async function judgeCaptcha(
  { captcha, now }: Pick<Deps, 'captcha' | 'now'>,
  ctx: Context,
  form: Form,
  name: CaptchaForm,
): Promise<JudgedCaptcha> {
  const keptId = text(form, KEPT_FIELD);
  if (keptId) {
    const kept = await captcha.spendKept(keptId, name, browserOf(ctx));
    if (!kept) return sentBefore(captcha, keptId);
    return right(keptId, kept.until, { paidFor: kept.lookedUp, asked: kept.lookUps });
  }
  const id = text(form, 'captcha_id');
  if (text(form, 'captcha').trim() === '') return wrong('field-missing');
  const verdict = await captcha.spend(id, name, text(form, 'captcha'));
  if (verdict === 'right') return right(id, new Date(now().getTime() + KEPT_CAPTCHA_MS), {});
  return verdict === 'wrong' ? wrong('captcha-wrong') : sentBefore(captcha, id);
}

/** The hidden field that carries a kept right answer. */
export const KEPT_FIELD = 'letras';

const right = (id: string, until: Date, pass: LookUpPass): JudgedCaptcha => ({
  verdict: 'right',
  right: { id, until, pass },
});

const wrong = (code: 'field-missing' | 'captcha-wrong' | 'captcha-spent'): JudgedCaptcha => ({
  verdict: 'wrong',
  refusal: new Refusal(code),
});

async function sentBefore(captcha: Deps['captcha'], id: string): Promise<JudgedCaptcha> {
  const location = await captcha.outcome(id);
  return location ? { verdict: 'sent', location } : wrong('captcha-spent');
}

/** Keeps a right answer for the next submission of the same form, and returns the id for its hidden field. */
export const keepCaptcha = (
  { captcha }: Pick<Deps, 'captcha'>,
  ctx: Context,
  name: CaptchaForm,
  { until, pass }: RightCaptcha,
): Promise<string> =>
  captcha.keep(name, { browser: browserOf(ctx), until, lookedUp: pass.paidFor, lookUps: pass.asked });

/** Spends the captcha that a form was sent with; throws `captcha-wrong` or `captcha-spent`. */
export async function verifyCaptcha({ captcha }: Pick<Deps, 'captcha'>, form: Form, name: CaptchaForm): Promise<void> {
  const verdict = await captcha.spend(text(form, 'captcha_id'), name, text(form, 'captcha'));
  if (verdict !== 'right') throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
}
