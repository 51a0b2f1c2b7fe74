import type { Context } from 'koa';
import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { CaptchaForm } from '../ports/captcha.ts';
import type { World } from '../ports/world.ts';
import { type Form, text } from './form.ts';
import type { PageState } from './page.ts';

/** New letters for a form; those that it had open nothing from now on. A network that asks for too many waits. */
export async function newLetters(
  { captcha, throttles }: World,
  ctx: Context,
  form: CaptchaForm,
  before?: string,
): Promise<string> {
  const { allowed, until } = await throttles.take(budgets.captchaByNetwork, (ctx.state as PageState).network);
  if (!allowed) throw new Refusal('too-many-tries', { until });
  if (before) await captcha.spend(before, form, '');
  return captcha.issue(form);
}

/** The letters that a form had, while they serve; else new ones. */
export async function keptLetters(world: World, ctx: Context, form: CaptchaForm, before = ''): Promise<string> {
  return (await world.captcha.serves(before, form)) ? before : newLetters(world, ctx, form);
}

/**
 * Acts behind the letters of a form, and gives the address of what came of it: a second click lands where the first did.
 * Throws `captcha-wrong` or `captcha-spent` before anything is looked up.
 */
export async function behindLetters(
  { captcha }: Pick<World, 'captcha'>,
  form: Form,
  name: CaptchaForm,
  act: () => Promise<string>,
): Promise<string> {
  const letters = text(form, 'captcha_id');
  const verdict = await captcha.spend(letters, name, text(form, 'captcha'));
  if (verdict !== 'right') {
    const before = verdict === 'spent' ? await captcha.outcome(letters) : undefined;
    if (!before) throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
    return before;
  }
  let location: string | undefined;
  try {
    location = await act();
    return location;
  } finally {
    await captcha.settle(letters, location);
  }
}

/** Spends the letters that a form was sent with; throws `captcha-wrong` or `captcha-spent`. */
export async function spendLetters({ captcha }: Pick<World, 'captcha'>, form: Form, name: CaptchaForm): Promise<void> {
  const verdict = await captcha.spend(text(form, 'captcha_id'), name, text(form, 'captcha'));
  if (verdict !== 'right') throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
}
