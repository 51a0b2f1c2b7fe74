import Router from '@koa/router';
import { downloadRoutes } from '../rights/download.ts';
import { requestRoutes } from '../rights/requests.ts';
import { activityRoutes } from './activity.ts';
import { confirmMobileRoutes } from './confirm-mobile.ts';
import type { Cuenta } from './cuenta.ts';
import { doubtRoutes } from './doubt.ts';
import { enterRoutes } from './enter.ts';
import { leaveRoutes } from './leave.ts';
import { myDataRoutes } from './my-data.ts';
import { overviewRoutes } from './overview.ts';
import { platformRoutes } from './platforms.ts';
import { proofRoutes } from './proof.ts';
import { representativeRoutes } from './representatives.ts';
import { securityRoutes } from './security.ts';
import { sessionRoutes } from './sessions.ts';
import { stopRoutes } from './stop.ts';

const pages = [
  enterRoutes,
  leaveRoutes,
  overviewRoutes,
  activityRoutes,
  sessionRoutes,
  platformRoutes,
  myDataRoutes,
  doubtRoutes,
  proofRoutes,
  confirmMobileRoutes,
  securityRoutes,
  stopRoutes,
  representativeRoutes,
  downloadRoutes,
  requestRoutes,
];

/** Mi cuenta: what somebody who is signed in sees and does with the account. */
export function cuentaRoutes(world: Cuenta['world'], own: Cuenta['own']): Router {
  const router = new Router({ prefix: '/cuenta' });
  for (const add of pages) add(router, { world, own });
  return router;
}
