import Router from '@koa/router';
import { ERRORS_PATH } from '../../domain/authorization-errors.ts';
import { showToAll, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { errorParts } from './error-catalogue.ts';

/** What the page of errors is shown with. */
export const errorsPage = {
  path: ERRORS_PATH,
  view: 'developers/errores',
  locals: (texts: Catalogue) => ({
    title: texts.pages.developers.title,
    back: '/desarrolladores',
    parts: errorParts(texts),
  }),
} as const;

/** Desarrolladores: what each error means, where `error_uri` leads. */
export function developerRoutes(): Router {
  const router = new Router();
  router.get(errorsPage.path, (ctx) => showToAll(ctx, errorsPage.view, errorsPage.locals(textsOf(ctx))));
  return router;
}
