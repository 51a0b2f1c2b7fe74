import type { Context } from 'koa';
import { isRegion } from '../../domain/comunas.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../form.ts';
import { textsOf } from '../page.ts';
import { fieldsWrong, type Wrong } from './show-again.ts';

/**
 * What a form is drawn again with if its button asked only for another captcha, or the comunas of the chosen region.
 * Only the region is read, and the focus goes to the field of the button. undefined if the form is to be acted on.
 */
export function redrawOf(ctx: Context, form: Form): Partial<Wrong> | undefined {
  const action = text(form, 'accion');
  if (action === 'refrescar') return { focus: 'captcha' };
  if (action !== 'comuna') return undefined;
  if (isRegion(text(form, 'region'))) return { focus: 'comuna' };
  ctx.status = 422;
  return fieldsWrong(textsOf(ctx), new FieldRefusals(new Map([['region', new Refusal('region-missing')]])));
}
