import Router from '@koa/router';
import { ERRORS_PATH } from '../../domain/authorization-errors.ts';
import { showToAll, textsOf } from '../../http/page.ts';
import { enterRoutes } from '../../http/signed-in/enter.ts';
import { stepUpRoutes } from '../../http/signed-in/step-up.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { contactsRoutes } from './contacts-page.ts';
import { errorParts } from './error-catalogue.ts';
import { homeRoutes } from './home.ts';
import { leaveRoutes } from './leave.ts';
import { logoRoutes } from './logo-page.ts';
import { HOME, type Portal } from './portal.ts';
import { revisionRoutes } from './revision-pages.ts';
import { secretRoutes } from './secret-page.ts';
import { sheetRoutes } from './sheet-page.ts';
import { trafficRoutes } from './traffic-routes.ts';
import { writeRoutes } from './write-pages.ts';

const FRONT = '/desarrolladores';

/** What the page of errors is shown with. */
export const errorsPage = {
  path: ERRORS_PATH,
  view: 'developers/errores',
  locals: (texts: Catalogue) => ({
    title: texts.pages.developers.title,
    back: FRONT,
    parts: errorParts(texts),
  }),
} as const;

/** The front page: what an organisation can do here, for everyone. */
export const frontPage = {
  path: FRONT,
  view: 'developers/front',
  locals: (texts: Catalogue) => ({ title: texts.pages.developers.portal.titles.front, back: '/', home: HOME }),
} as const;

const signedIn = [
  enterRoutes,
  leaveRoutes,
  homeRoutes,
  writeRoutes,
  secretRoutes,
  logoRoutes,
  revisionRoutes,
  contactsRoutes,
  sheetRoutes,
  trafficRoutes,
];

/** Adds pages behind the sign-in of the portal. */
type PortalRoutes = (router: Router, portal: Portal) => void;

/**
 * Desarrolladores: the public pages, and the portal of organisations behind a sign-in of its own, with the pages of its
 * subfolders (`more`).
 */
export function developerRoutes(portal: Portal, more: readonly PortalRoutes[] = []): Router {
  const router = new Router();
  for (const page of [errorsPage, frontPage])
    router.get(page.path, (ctx) => showToAll(ctx, page.view, page.locals(textsOf(ctx))));
  const inside = new Router({ prefix: FRONT });
  for (const add of [...signedIn, ...more]) add(inside, portal);
  stepUpRoutes(inside, portal, HOME);
  return router.use(inside.routes());
}
