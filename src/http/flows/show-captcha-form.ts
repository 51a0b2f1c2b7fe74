import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { csrfToken } from '../browser.ts';
import { type Form, text } from '../form.ts';
import { KEPT_FIELD, keepCaptcha, keptCaptcha, newCaptcha, type RightCaptcha } from '../forms/captcha-check.ts';
import type { Wrong } from '../forms/show-again.ts';
import { show, textsOf } from '../page.ts';
import type { FormWithCaptcha } from './captcha-form-kind.ts';
import { keepingOrigin } from './journey-origin.ts';
import type { Judgement } from './judge-captcha-form.ts';

/** What the page needs of the captcha: a new picture, or the right answer that was kept. */
type CaptchaShown = { readonly id: string } | { readonly kept: string };

interface Shown {
  readonly values: Record<string, string>;
  readonly captcha: CaptchaShown;
  readonly doubts?: Readonly<Record<string, string>> | undefined;
  readonly wrong?: Partial<Wrong>;
}

/** Shows the form with what was typed, what is wrong, and the captcha that it asks for or has. */
export function showForm<T>(
  deps: Deps,
  ctx: Context,
  { path, name, view, locals }: FormWithCaptcha<T>,
  { values, captcha, doubts = {}, wrong = {} }: Shown,
): void {
  show(ctx, view, {
    back: '/',
    formAction: path,
    csrfToken: csrfToken(deps, ctx, name),
    values,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal && keepingOrigin(wrong.refusal, values.origen),
    focus: wrong.focus,
    captcha,
    doubts,
    ...locals(values, textsOf(ctx)),
  });
}

/** Draws the form again if nothing is judged: what was typed stays, and the captcha too unless another is asked for. */
export async function showUnjudged<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  wrong: Partial<Wrong>,
): Promise<void> {
  const kept = text(form, KEPT_FIELD);
  const drawn = wrong.focus === 'captcha' ? newCaptcha : keptCaptcha;
  const captcha = kept ? { kept } : { id: await drawn(deps, ctx, kind.name, text(form, 'captcha_id')) };
  showForm(deps, ctx, kind, { values: kind.valuesOf(form, ctx), captcha, wrong });
}

/** Shows the form again with every problem of it; a right captcha is kept. */
export async function showWrong<T>(
  deps: Deps,
  ctx: Context,
  kind: FormWithCaptcha<T>,
  form: Form,
  { judged, problems }: Judgement,
): Promise<void> {
  problems.setStatus(ctx);
  const right = judged.verdict === 'right' ? judged.right : undefined;
  const captcha = await captchaAfter(deps, ctx, kind, form, right);
  const wrong = problems.wrong(textsOf(ctx), kind.order?.(form) ?? []);
  showForm(deps, ctx, kind, { values: kind.valuesOf(form, ctx), doubts: kind.doubts?.(form), wrong, captcha });
}

async function captchaAfter<T>(
  deps: Deps,
  ctx: Context,
  { name }: FormWithCaptcha<T>,
  form: Form,
  right: RightCaptcha | undefined,
): Promise<CaptchaShown> {
  if (right) return { kept: await keepCaptcha(deps, ctx, name, right) };
  return { id: await newCaptcha(deps, ctx, name, text(form, 'captcha_id')) };
}
