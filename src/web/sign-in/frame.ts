import type { Context } from 'koa';
import { clockOf } from '../../account/hour.ts';
import type { AnswerCode } from '../../domain/answers.ts';
import type { World } from '../../ports/world.ts';
import { formToken } from '../browser.ts';
import { sealAnswer } from './answer.ts';
import type { Interaction } from './interaction.ts';
import { keepOrigin } from './origin.ts';
import { keepOpen, wait } from './term.ts';

/** What every page of a sign-in has: the platform, its form, the way back and why it is taken, and when it ends. */
export async function frameOf(
  world: World,
  ctx: Context,
  { provider, row, uid, platform }: Interaction,
  { form = 'log-in', refused }: { readonly form?: string; readonly refused?: AnswerCode | undefined } = {},
) {
  const end = await keepOpen(world, ctx, provider, row);
  keepOrigin(world, ctx, uid, platform);
  return {
    platform,
    formAction: form === 'log-in' ? `/ingresar/${uid}` : ctx.path,
    formToken: formToken(world, ctx, form),
    motivo: sealAnswer(world, uid, refused),
    ends: { at: clockOf(end), seconds: wait(end) },
  };
}
