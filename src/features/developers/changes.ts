import Router from '@koa/router';
import { CHANGES_FEED_PATH, CHANGES_PATH, changes } from '../../domain/changes.ts';
import { showToAll, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { changesFeed } from './changes-feed.ts';

/** What the page of changes is shown with. */
export const changesPage = {
  path: CHANGES_PATH,
  view: 'developers/cambios',
  locals: (texts: Catalogue) => ({
    title: texts.pages.changes.title,
    back: '/desarrolladores',
    words: texts.pages.changes,
    feed: CHANGES_FEED_PATH,
    changes: changes.map(({ id, kind, published, effective }) => ({
      id,
      kind: texts.pages.changes.kinds[kind],
      dates: [
        texts.pages.changes.published(texts.formats.day(published)),
        ...(effective === published ? [] : [texts.pages.changes.effective(texts.formats.day(effective))]),
      ],
      ...texts.pages.changes.changes[id],
    })),
  }),
} as const;

/** Changes that concern clients, as a page and as an Atom feed. */
export function changeRoutes({ issuer }: Pick<Deps, 'issuer'>): Router {
  const router = new Router();
  router.get(changesPage.path, (ctx) => showToAll(ctx, changesPage.view, changesPage.locals(textsOf(ctx))));
  router.get(CHANGES_FEED_PATH, (ctx) => {
    ctx.body = changesFeed(textsOf(ctx), issuer);
    ctx.type = 'application/atom+xml; charset=utf-8';
  });
  return router;
}
