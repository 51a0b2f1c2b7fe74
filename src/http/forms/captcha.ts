import Router from '@koa/router';
import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { rateLimits } from '../../domain/throttle.ts';
import { captchaForms } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import { isOwnForm } from '../browser.ts';
import { readForm, text } from '../form.ts';
import { type PageState, textsOf } from '../page.ts';
import { setRefusalStatus } from '../words/refusal-status.ts';
import { newCaptcha } from './captcha-check.ts';
import { refusedPicture } from './refused-picture.ts';

/** The captcha as picture and as sound, and a new captcha for a browser that runs script. */
export function captchaRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/captcha' });

  router.get('/:id.png', async (ctx) => {
    const picture = await deps.captcha.picture(String(ctx.params.id), () => countDrawing(deps, ctx)).catch(refused);
    if (picture instanceof Refusal) showRefusal(ctx, picture);
    else serve(ctx, 'image/png', picture);
  });

  router.get('/:id.wav', async (ctx) => {
    serve(ctx, 'audio/wav', await deps.captcha.sound(String(ctx.params.id), () => countDrawing(deps, ctx)));
  });

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    const name = captchaForms.find((one) => isOwnForm(deps, ctx, form, one));
    if (!name) throw new Refusal('form-stale');
    ctx.body = { id: await newCaptcha(deps, ctx, name, text(form, 'captcha_id')) };
  });

  return router;
}

/** Each drawing costs processor time: a network that asked for too many must wait. */
async function countDrawing({ throttles }: Deps, ctx: Context): Promise<void> {
  const { network } = ctx.state as PageState;
  const { allowed, until } = await throttles.consume(rateLimits.captchaDrawingByNetwork, network);
  if (!allowed) throw new Refusal('too-many-tries', { until });
}

function refused(fault: unknown): Refusal {
  if (fault instanceof Refusal) return fault;
  throw fault;
}

/** In a page a picture replaces the text; an error page would be a broken picture there. */
function showRefusal(ctx: Context, refusal: Refusal): void {
  setRefusalStatus(ctx, refusal);
  ctx.type = 'image/svg+xml';
  const { moments, pages } = textsOf(ctx);
  ctx.body = refusedPicture(pages.shared.tooManyPictures(moments.clockAfter(refusal.details.until)));
}

function serve(ctx: Context, type: string, body: Buffer | undefined): void {
  if (!body) return;
  ctx.type = type;
  ctx.body = body;
}
