import Router from '@koa/router';
import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { captchaForms } from '../../ports/captcha.ts';
import type { World } from '../../ports/world.ts';
import { isOwnForm } from '../browser.ts';
import { readForm, text } from '../form.ts';
import { newLetters } from '../letters.ts';

/** The letters as picture and as sound, and new letters for a browser that runs script. */
export function captchaRoutes(world: World): Router {
  const router = new Router({ prefix: '/captcha' });

  router.get('/:id.png', (ctx) => serve(ctx, 'image/png', () => world.captcha.picture(String(ctx.params.id))));
  router.get('/:id.wav', (ctx) => serve(ctx, 'audio/wav', () => world.captcha.sound(String(ctx.params.id))));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    const name = captchaForms.find((one) => isOwnForm(world, ctx, form, one));
    if (!name) throw new Refusal('form-stale');
    ctx.body = { id: await newLetters(world, ctx, name, text(form, 'captcha_id')) };
  });

  async function serve(ctx: Context, type: string, make: () => Promise<Buffer | undefined>): Promise<void> {
    const body = await make();
    if (!body) return;
    ctx.type = type;
    ctx.body = body;
  }

  return router;
}
