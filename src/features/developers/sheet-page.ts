import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { isAdministered } from '../../domain/portal-client.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import { orGone } from './gone.ts';
import { HOME, type Portal, sheetPath, showPortal } from './portal.ts';
import { secretAddress } from './secret-page.ts';
import type { SheetNeeds } from './sheet/section.ts';
import { sections } from './sheet/sections.ts';
import { askForProduction } from './use-cases/ask-for-production.ts';
import { removeLogo } from './use-cases/logo.ts';
import { removeClient, submitClient, withdrawClient } from './use-cases/move-client.ts';
import { ownClient } from './use-cases/own-client.ts';
import { discardRevision, submitRevision, withdrawRevision } from './use-cases/revise-client.ts';
import { endSecret, makeSecret } from './use-cases/secrets.ts';
import { testLogout } from './use-cases/test-logout.ts';

const PATH = '/plataformas/:id';

/** The sheet of a client, and what a member does there. */
export function sheetRoutes(router: Router, portal: Portal): void {
  addPage(router, portal, PATH, (ctx, here) => orGone(portal, ctx, here, () => showSheet(portal, ctx, here, {})));
  addForm(router, portal, PATH, (ctx, here, form) =>
    orGone(portal, ctx, here, () =>
      showAgain(
        ctx,
        { fieldOf: {}, first: 'acciones' },
        async (wrong, fault) => {
          if (fault instanceof Refusal && ['portal-gone', 'portal-role'].includes(fault.code)) throw fault;
          await showSheet(portal, ctx, here, wrong);
        },
        async () => seeOther(ctx, await act(portal, ctx, here, form)),
      ),
    ),
  );
}

/** The locals of the sheet: each section under its name. */
export async function sheetLocals(needs: SheetNeeds) {
  const shown = await Promise.all(
    sections.map(async (section) => [section.name, await section.locals(needs)] as const),
  );
  const { client } = needs;
  return {
    title: client.data.name,
    name: client.data.name,
    organisation: client.organisation.razonSocial,
    back: HOME,
    sections: Object.fromEntries(shown.filter(([, locals]) => locals !== undefined)),
  };
}

async function showSheet(portal: Portal, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const own = await ownClient(portal.deps, here, String(ctx.params.id));
  showPortal(portal, ctx, here, {
    view: 'sheet',
    waitsFactor: own.waitsFactor && isAdministered(own.client.state),
    ...(await sheetLocals({ ...own, deps: portal.deps, here, texts: textsOf(ctx) })),
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
  });
}

/** Does what the button says, and gives the address of the result. */
async function act({ deps, probeLogout }: Portal, ctx: Context, here: Here, form: Form): Promise<string> {
  const id = String(ctx.params.id);
  const visitor = visitorOf(ctx);
  const doneAt = (word: string): string => `${sheetPath(id)}?listo=${word}`;
  switch (text(form, 'accion')) {
    case 'enviar':
      await submitClient(deps, here, id, visitor);
      return doneAt('enviada');
    case 'retirar':
      await withdrawClient(deps, here, id, visitor);
      return doneAt('retirada');
    case 'borrar':
      await removeClient(deps, here, id, visitor);
      return `${HOME}?listo=borrada`;
    case 'probar-salida':
      await testLogout(deps, probeLogout, here, id);
      return `${doneAt('probada')}#lista`;
    case 'pedir-produccion':
      await askForProduction(deps, here, id, visitor);
      return doneAt('pedida');
    case 'quitar-logo':
      await removeLogo(deps, here, id, visitor);
      return doneAt((await ownClient(deps, here, id)).client.revision ? 'cambio' : 'sin-logo');
    case 'enviar-cambio':
      await submitRevision(deps, here, id, visitor);
      return doneAt('cambio-enviado');
    case 'retirar-cambio':
      await withdrawRevision(deps, here, id, visitor);
      return doneAt('cambio-retirado');
    case 'descartar-cambio':
      await discardRevision(deps, here, id, visitor);
      return doneAt('cambio-descartado');
    case 'secreto':
      return secretAddress(deps, here, await makeSecret(deps, here, id, visitor));
    case 'terminar':
      await endSecret(deps, here, { id, number: Number(text(form, 'numero')) }, visitor);
      return doneAt('terminado');
    default:
      await ownClient(deps, here, id);
      return sheetPath(id);
  }
}
