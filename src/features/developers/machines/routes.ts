import type Router from '@koa/router';
import type { Portal } from '../portal.ts';
import { listRoutes } from './list-page.ts';
import { machineSecretRoutes } from './machine-secret-page.ts';
import { machineSheetRoutes } from './machine-sheet-page.ts';
import { newRoutes } from './new-page.ts';

/** Machines of organisations: list, new, secret and sheet. */
export function machineRoutes(router: Router, portal: Portal): void {
  for (const add of [listRoutes, newRoutes, machineSecretRoutes, machineSheetRoutes]) add(router, portal);
}
