import type Router from '@koa/router';
import { text } from '../../http/form.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import type { FormFault } from './client-form.ts';
import { valuesOf } from './client-form.ts';
import { developedBy, judgeForm, showClientForm } from './client-page.ts';
import { orGone } from './gone.ts';
import { HOME, type Portal, sheetPath } from './portal.ts';
import { ownClient } from './use-cases/own-client.ts';
import { createClient, editClient } from './use-cases/write-client.ts';

const NEW = '/plataformas/nueva';
const EDIT = '/plataformas/:id/editar';

/** Registers a client, and edits a draft. */
export function writeRoutes(router: Router, portal: Portal): void {
  newClient(router, portal);
  editedClient(router, portal);
}

function newClient(router: Router, portal: Portal): void {
  const shownIn = (ctx: Parameters<typeof textsOf>[0], own: Awaited<ReturnType<typeof developedBy>>) => ({
    title: textsOf(ctx).pages.developers.portal.titles.create,
    back: HOME,
    organisations: own.map(({ rut, razonSocial: name }) => ({ rut, name })),
  });
  addPage(router, portal, NEW, async (ctx, here) => {
    const own = await developedBy(portal, here);
    const [only] = own;
    const organizacion = String(ctx.query.organizacion ?? (own.length === 1 ? only?.rut : '') ?? '');
    const values = { metodo: 'client_secret_basic', clase: 'web', firma: 'ES256', organizacion };
    showClientForm(portal, ctx, here, shownIn(ctx, own), { values });
  });
  addForm(router, portal, NEW, async (ctx, here, form) => {
    const own = await developedBy(portal, here);
    const organisation = own.find(({ rut }) => rut === text(form, 'organizacion'));
    const { data, values, faults } = judgeForm(portal, form);
    const unchosen: readonly FormFault[] = organisation
      ? []
      : [{ field: 'organizacion', mistake: { code: 'organisation' } }];
    const all = [...unchosen, ...faults];
    if (!organisation || all.length > 0)
      return showClientForm(portal, ctx, here, shownIn(ctx, own), { values, faults: all });
    const { id } = await createClient(portal.deps, here, { organisation, data }, visitorOf(ctx));
    seeOther(ctx, `${sheetPath(id)}?listo=creada`);
  });
}

function editedClient(router: Router, portal: Portal): void {
  const shownIn = (ctx: Parameters<typeof textsOf>[0], id: string) => ({
    title: textsOf(ctx).pages.developers.portal.titles.edit,
    back: sheetPath(id),
  });
  addPage(router, portal, EDIT, (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const { client } = await ownClient(portal.deps, here, String(ctx.params.id), 'edit');
      showClientForm(portal, ctx, here, shownIn(ctx, client.id), { values: valuesOf(client.data) });
    }),
  );
  addForm(router, portal, EDIT, (ctx, here, form) =>
    orGone(portal, ctx, here, async () => {
      const { client } = await ownClient(portal.deps, here, String(ctx.params.id), 'edit');
      const { data, values, faults } = judgeForm(portal, form);
      if (faults.length > 0) return showClientForm(portal, ctx, here, shownIn(ctx, client.id), { values, faults });
      await editClient(portal.deps, here, client.id, data, visitorOf(ctx));
      seeOther(ctx, `${sheetPath(client.id)}?listo=guardada`);
    }),
  );
}
