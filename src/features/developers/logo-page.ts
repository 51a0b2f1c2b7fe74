import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { portalClientId } from '../../domain/portal-client.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import type { Form } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { takeFiles } from '../../http/forms/take-files.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { sendPixels } from '../../http/send-pixels.ts';
import { addFilesForm, addPage } from '../../http/signed-in/frame.ts';
import { orGone } from './gone.ts';
import { type Portal, sheetPath, showPortal } from './portal.ts';
import { clientWithLogo, setLogo } from './use-cases/logo.ts';
import { ownClient } from './use-cases/own-client.ts';

const PATH = '/plataformas/:id/logo';

/** The logo of a draft, or of a change: its form, and the picture for the members of the organisation. */
export function logoRoutes(router: Router, portal: Portal): void {
  addPage(router, portal, `${PATH}.png`, (ctx, here) => orGone(portal, ctx, here, () => sendLogo(portal, ctx, here)));
  addPage(router, portal, PATH, (ctx, here) => orGone(portal, ctx, here, () => showLogo(portal, ctx, here, {})));
  addFilesForm(router, portal, PATH, (ctx, here, admit) =>
    orGone(portal, ctx, here, () => takeLogo(portal, ctx, here, admit)),
  );
}

/** Pixels that we drew, never the file that was sent. */
async function sendLogo({ deps }: Portal, ctx: Context, here: Here): Promise<void> {
  const { client } = await ownClient(deps, here, String(ctx.params.id));
  const png = client.data.logo && (await deps.files.pixels(client.data.logo.file, 1));
  if (!png) throw new Refusal('portal-gone');
  sendPixels(ctx, png);
}

async function showLogo(portal: Portal, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const { client } = await clientWithLogo(portal.deps, here, String(ctx.params.id));
  showPortal(portal, ctx, here, {
    view: 'logo',
    title: textsOf(ctx).pages.developers.portal.titles.logo,
    name: client.data.name,
    back: sheetPath(client.id),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

async function takeLogo(portal: Portal, ctx: Context, here: Here, admit: (form: Form) => void): Promise<void> {
  const { deps } = portal;
  const id = String(ctx.params.id);
  const { files, refused, busy } = await takeFiles(deps, ctx, {
    owner: { clientId: portalClientId(id) },
    fields: { logo: 'logo' },
    async admit(sent) {
      admit(sent);
      await clientWithLogo(deps, here, id);
    },
  });
  const again = (wrong: Wrong) => showLogo(portal, ctx, here, wrong);
  await showAgain(ctx, { fieldOf: {}, first: 'logo' }, again, async () => {
    if (busy) throw busy;
    const file = files.get('logo');
    if (!file) throw new FieldRefusals(new Map([['logo', refused.get('logo') ?? new Refusal('file-missing')]]));
    await setLogo(deps, here, id, file, visitorOf(ctx));
    const { client } = await ownClient(deps, here, id);
    seeOther(ctx, `${sheetPath(id)}?listo=${client.revision ? 'cambio' : 'logo'}`);
  });
}
