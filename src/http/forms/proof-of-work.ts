import Router from '@koa/router';
import type { AsksWork } from '../../account/work-due.ts';
import type { Deps } from '../../ports/deps.ts';
import { browserOf, type PageState } from '../page.ts';

/** Forms that may cost work, by name, and the current cost of a next try for a network. */
type WorkForms = Readonly<Record<string, AsksWork>>;

/**
 * `/trabajo/<form>`: the page's script asks before it sends a form. 204 if nothing is due, else `{ challenge, bits }`.
 */
export function workRoutes(deps: Deps, forms: WorkForms): Router {
  const router = new Router({ prefix: '/trabajo' });

  router.get('/:form', async (ctx, next) => {
    const form = String(ctx.params.form);
    if (!Object.hasOwn(forms, form)) return next();
    const { network } = ctx.state as PageState;
    const due = await forms[form]?.(deps, network);
    ctx.status = 204;
    if (!due) return;
    const place = { form, browser: browserOf(ctx), network };
    ctx.body = { challenge: deps.proofOfWork.challenge(place, due.bits), bits: due.bits };
    ctx.status = 200;
  });

  return router;
}
