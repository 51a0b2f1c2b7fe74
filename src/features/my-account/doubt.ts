import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import {
  contactIn,
  type Doubt,
  doubtFields,
  doubtingIn,
  doubtOf,
  doubtView,
  takeDoubt,
} from '../pending-changes/doubt.ts';

const PATH = '/datos/solicitud/:id';

/** A request of one's own that rests on a document: the key alone delays it once, the card or a code stops it. */
export function doubtRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, (ctx, here) => showDoubt(cuenta, ctx, here, doubtOf(ctx.query.paso), {}));

  addForm(router, cuenta, PATH, async (ctx, here, form) => {
    const step = text(form, 'accion') === 'codigo' ? contactIn(form) : 'no';
    const again = (wrong: Wrong) => showDoubt(cuenta, ctx, here, step, wrong);
    await showAgain(ctx, { fieldOf: doubtFields, first: 'contenido' }, again, async () => {
      const doubt = await takeDoubt(cuenta.deps, ctx, doubtingIn(ctx, whoIs(ctx, here)), form);
      seeOther(ctx, doubt ? `${ctx.path}?paso=${doubt}` : '/cuenta/datos');
    });
  });
}

const whoIs = (ctx: Context, { account, actor }: Here) => ({ account, actor: actor?.run, only: String(ctx.params.id) });

async function showDoubt(cuenta: Cuenta, ctx: Context, here: Here, step: Doubt, wrong: Partial<Wrong>): Promise<void> {
  const view = await doubtView(cuenta.deps, textsOf(ctx), whoIs(ctx, here), step);
  if (view.doubt === 'gone') return seeOther(ctx, '/cuenta/datos');
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'doubt',
    title: textsOf(ctx).pages.myAccount.titles.doubt,
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    ...view,
  });
}
