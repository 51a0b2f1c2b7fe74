import type { Context } from 'koa';
import { show } from '../page.ts';
import type { AskingPlatform } from './platform.ts';

/**
 * Why a browser cannot go on with a sign-in: `in` it is done; `over` it ended, was stopped or ran out; `spent` the
 * address of a pushed request serves no more; `cookies` the browser keeps none; `elsewhere` it began in another browser.
 */
export type Gone = 'in' | 'over' | 'spent' | 'cookies' | 'elsewhere';

const titles: Readonly<Record<Gone, string>> = {
  in: 'Ya ingresó',
  over: 'Este ingreso ya terminó',
  spent: 'Esta dirección de ingreso no sirve más',
  cookies: 'Su navegador no guarda cookies',
  elsewhere: 'Este ingreso comenzó en otro navegador',
};

/** Shows which it is, and the way to the platform; `code` is the technical detail for who builds that platform. */
export function showGone(ctx: Context, gone: Gone, platform: AskingPlatform, code?: string): void {
  ctx.status = gone === 'in' ? 200 : 400;
  show(ctx, 'log-in/gone', { title: titles[gone], gone, platform, code });
}
