import { textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ClientPages } from './client-pages.ts';
import { errorsSection } from './own-errors.ts';
import { figuresSection } from './own-figures.ts';

type Needs = Pick<Deps, 'clientErrors' | 'clientFigures' | 'now'>;

/** Errors and figures of one client. */
export function trafficPages(deps: Needs, pages: ClientPages): void {
  pages.add('/errores', async (ctx, here, { clientId, name, sheet }) => {
    const texts = textsOf(ctx);
    const { title, ...words } = texts.pages.clientSheet.errors;
    const section = await errorsSection(deps, texts, clientId);
    pages.show(ctx, here, { view: 'own-errors', back: sheet, ...words, ...section, title: title(name) });
  });
  pages.add('/cifras', async (ctx, here, { clientId, name, sheet }) => {
    const texts = textsOf(ctx);
    const { title, ...words } = texts.pages.clientSheet.figures;
    const section = await figuresSection(deps, texts, clientId);
    const heads = [words.day, words.signIns, words.refusals, words.people];
    pages.show(ctx, here, { view: 'own-figures', back: sheet, ...words, heads, ...section, title: title(name) });
  });
}
