import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { fullName } from '../../domain/account.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { correctRoutes } from './correct.ts';
import { beginDraftSignedIn } from './use-cases/begin-draft.ts';

const PATH = '/facilitadores/solicitudes';

/** «Facilitadores»: the requests of the company, their state and what is to be corrected; a folio opens nothing by itself. */
export function facilitadorRequestRoutes(router: Router, cuenta: Cuenta): void {
  correctRoutes(router, cuenta);
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
}

async function showRequests(cuenta: Cuenta, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const { deps } = cuenta;
  const texts = textsOf(ctx);
  const found = await deps.facilitadorRequests.ofCompany(here.account.id);
  showTab(cuenta, ctx, here, {
    tab: 'facilitadores',
    folder: 'facilitador',
    view: 'requests',
    title: texts.pages.myAccount.titles.facilitadores,
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    requests: found.map((request) => requestView(texts, request, deps.now())),
  });
}

/** A request as the company reads it. */
function requestView(texts: Catalogue, { folio, state, data, observed, createdAt }: FacilitadorRequest, now: Date) {
  const { states, parts } = texts.pages.facilitador;
  return {
    folio,
    name: fullName(data.name),
    state: states[state],
    since: momentOf(texts, createdAt, now).text,
    observed: observed.map(({ part, reason }) => ({ part: parts[part], reason })),
  };
}
