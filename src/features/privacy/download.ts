import type Router from '@koa/router';
import type { Context } from 'koa';
import { requestExport } from '../../account/request-export.ts';
import type { Here } from '../../account/who-is-in.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { readAll } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { asksFactor, proofFaults, proofReaders, waysAgain } from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DataExport } from '../../ports/exports.ts';
import { exportFormats, sendCopy } from './send-copy.ts';
import { exportsOf, fetchExport } from './use-cases/fetch-export.ts';

const PATH = '/datos/descarga';

/** Descargar mis datos: asked with key and factor, notified by mail, kept for some days. */
export function downloadRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addPage(router, cuenta, PATH, (ctx, here) => showDownload(cuenta, ctx, here, {}));

  addForm(router, cuenta, PATH, async (ctx, here, form) => {
    const anew = (wrong: Wrong) => showDownload(cuenta, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: proofFaults, first: 'actual' }, anew, async () => {
      const { actual, codigo } = readAll(proofReaders(form, here, await asksFactor(deps, here)));
      const again = { key: actual, factor: codigo, device: deviceOfBrowser(deps, ctx) };
      await requestExport(deps, here, again, visitorOf(ctx));
      seeOther(ctx, donePath(`/cuenta${PATH}`, 'copia'));
    });
  });

  for (const format of exportFormats)
    addPage(router, cuenta, `${PATH}/:id.${format}`, async (ctx, here) => {
      const id = String(ctx.params.id);
      const asked = { id, format };
      const content = isId(id) ? await fetchExport(deps, here, asked, visitorOf(ctx)) : undefined;
      if (content) sendCopy(ctx, content, format, deps.now());
    });
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function showDownload(cuenta: Cuenta, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const copies = (await exportsOf(cuenta.deps, here)).map((copy) => copyOf(textsOf(ctx), copy));
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'download',
    title: textsOf(ctx).pages.privacy.titles.download,
    copies,
    waiting: copies.some(({ ready }) => !ready),
    ways: await waysAgain(cuenta.deps, here),
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** A copy as its owner sees it. */
export function copyOf(
  { formats }: Catalogue,
  { id, askedAt, readyAt, expiresAt }: Pick<DataExport, 'id' | 'askedAt' | 'readyAt' | 'expiresAt'>,
) {
  return {
    id,
    asked: formats.instant(askedAt),
    ready: readyAt !== undefined,
    until: formats.instant(expiresAt),
  };
}
