import Router from '@koa/router';
import { ERRORS_PATH } from '../../domain/authorization-errors.ts';
import { showToAll } from '../../http/page.ts';
import { errorParts } from './error-catalogue.ts';

/** What the page of errors is shown with. */
export const errorsPage = {
  path: ERRORS_PATH,
  view: 'developers/errores',
  locals: { title: 'Errores que recibe una plataforma', back: '/desarrolladores', parts: errorParts },
} as const;

/** Desarrolladores: what each error means, where `error_uri` leads. */
export function developerRoutes(): Router {
  const router = new Router();
  router.get(errorsPage.path, (ctx) => showToAll(ctx, errorsPage.view, errorsPage.locals));
  return router;
}
