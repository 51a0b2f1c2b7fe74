import type Router from '@koa/router';
import { showAgain } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import { correctRoutes } from './correct.ts';
import { showRequests } from './show-requests.ts';
import { beginDraftSignedIn } from './use-cases/begin-draft.ts';
import { withdrawRoutes } from './withdraw.ts';

const PATH = '/facilitadores/solicitudes';

/**
 * «Facilitadores»: the requests of the company, their state and what is to be corrected; a folio opens nothing by
 * itself.
 */
export function facilitadorRequestRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    if (here.account.profile !== 'juridica') return seeOther(ctx, '/cuenta');
    await showRequests(cuenta, ctx, here, {});
  });

  // The representative is signed in: no letters and no key, but the second factor where there is one.
  addForm(router, cuenta, PATH, (ctx, here) =>
    showAgain(
      ctx,
      { fieldOf: {}, first: 'contenido' },
      (wrong) => showRequests(cuenta, ctx, here, wrong),
      async () => {
        const id = await beginDraftSignedIn(cuenta.deps, here, browserOf(ctx), visitorOf(ctx));
        seeOther(ctx, `/facilitador/juridica/${id}`);
      },
    ),
  );

  correctRoutes(router, cuenta);
  withdrawRoutes(router, cuenta);
}
