import type Router from '@koa/router';
import type { Context } from 'koa';
import { revisedData } from '../../domain/portal-client.ts';
import { Refusal } from '../../domain/refusal.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { sendPixels } from '../../http/send-pixels.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import { valuesOf } from './client-form.ts';
import { judgeForm, showClientForm } from './client-page.ts';
import { orGone } from './gone.ts';
import { type Portal, sheetPath } from './portal.ts';
import { ownClient } from './use-cases/own-client.ts';
import { reviseClient } from './use-cases/revise-client.ts';

const PATH = '/plataformas/:id/revision';

/** The form of a change of a reviewed client, and the logo of the change. */
export function revisionRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  const shown = (ctx: Context, id: string) => ({
    title: textsOf(ctx).pages.developers.portal.titles.revise,
    back: sheetPath(id),
    revises: true,
  });
  addPage(router, portal, `${PATH}/logo.png`, (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const { client } = await ownClient(deps, here, String(ctx.params.id));
      const { logo } = client.revision?.data ?? {};
      const png = logo && (await deps.files.pixels(logo.file, 1));
      if (!png) throw new Refusal('portal-gone');
      sendPixels(ctx, png);
    }),
  );
  addPage(router, portal, PATH, (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const { client } = await ownClient(deps, here, String(ctx.params.id), 'revise');
      showClientForm(portal, ctx, here, shown(ctx, client.id), { values: valuesOf(revisedData(client)) });
    }),
  );
  addForm(router, portal, PATH, (ctx, here, form) =>
    orGone(portal, ctx, here, async () => {
      const { client } = await ownClient(deps, here, String(ctx.params.id), 'revise');
      const { data, values, faults } = judgeForm(portal, form, client.data);
      if (faults.length > 0) return showClientForm(portal, ctx, here, shown(ctx, client.id), { values, faults });
      const changed = await reviseClient(deps, here, client.id, data, visitorOf(ctx));
      seeOther(ctx, `${sheetPath(client.id)}?listo=${changed ? 'cambio' : 'sin-cambios'}`);
    }),
  );
}
