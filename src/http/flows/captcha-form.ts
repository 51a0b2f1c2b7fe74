import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { assertOwnForm } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { judgeCaptcha, newCaptcha } from '../forms/captcha-check.ts';
import { Problems } from '../forms/problems.ts';
import { redrawOf } from '../forms/redraw.ts';
import { seeOther } from '../page.ts';
import type { FormWithCaptcha } from './captcha-form-kind.ts';
import { ORIGIN } from './journey-origin.ts';
import { judgeForm } from './judge-captcha-form.ts';
import { showForm, showUnjudged, showWrong } from './show-captcha-form.ts';

/**
 * Shows the form and accepts it. Each submission is judged as a whole: fields, captcha, and with a right captcha the
 * answers of registries. A right captcha is kept for this form and browser until the form is done; a second click leads
 * where the first did.
 */
export function formWithCaptcha<T>(router: Router, deps: Deps, kind: FormWithCaptcha<T>): void {
  router.get('/', async (ctx) => {
    const { perfil = '', [ORIGIN]: origen = '' } = ctx.query;
    const values = { perfil: String(perfil), origen: String(origen), ...kind.begin?.(ctx) };
    showForm(deps, ctx, kind, { values, captcha: { id: await newCaptcha(deps, ctx, kind.name) } });
  });

  router.post('/', async (ctx) => {
    const sent = await readForm(ctx);
    assertOwnForm(deps, ctx, sent, kind.name);
    const form = kind.revise?.(sent) ?? sent;
    const redraw = text(form, 'accion') === REVISED ? {} : redrawOf(ctx, form);
    if (redraw) return showUnjudged(deps, ctx, kind, form, redraw);
    await take(deps, ctx, kind, form);
  });
}

/** The value of a button that asks for no more than what `revise` changes in the form. */
const REVISED = 'mostrar';

async function take<T>(deps: Deps, ctx: Context, kind: FormWithCaptcha<T>, form: Form): Promise<void> {
  const judged = await judgeCaptcha(deps, ctx, form, kind.name);
  if (judged.verdict === 'sent') return seeOther(ctx, judged.location);
  const problems = new Problems(kind);
  let location: string | undefined;
  try {
    location = await judgeForm(deps, ctx, kind, form, { judged, problems });
  } finally {
    if (judged.verdict === 'right') await deps.captcha.settle(judged.right.id, location);
  }
  if (location !== undefined) return seeOther(ctx, location);
  await showWrong(deps, ctx, kind, form, { judged, problems });
}
