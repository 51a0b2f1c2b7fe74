import type { Context } from 'koa';
import { isRegion } from '../../domain/comunas.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../form.ts';
import { textsOf } from '../page.ts';
import { fieldsWrong, type Wrong } from './show-again.ts';

/**
 * What a form is drawn again with where its button asked no more than that: other letters, or the comunas of the chosen
 * region. Nothing is read but the region, and the focus goes to the field that the button serves. undefined where the
 * form is to be acted on.
 */
export function redrawOf(ctx: Context, form: Form): Partial<Wrong> | undefined {
  const action = text(form, 'accion');
  if (action === 'refrescar') return { focus: 'captcha' };
  if (action !== 'comuna') return undefined;
  if (isRegion(text(form, 'region'))) return { focus: 'comuna' };
  ctx.status = 422;
  return fieldsWrong(textsOf(ctx), new FieldRefusals(new Map([['region', new Refusal('region-missing')]])));
}
