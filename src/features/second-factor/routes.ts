import type Router from '@koa/router';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { browserRoutes } from './browsers.ts';
import { enrolAppRoutes } from './enrol-app.ts';
import { enrolPasskeyRoutes } from './enrol-passkey.ts';
import { newCodesRoutes } from './new-codes.ts';
import { printedCodesRoutes } from './printed-codes.ts';
import { removeFactorRoutes } from './remove-factor.ts';
import { renameFactorRoutes } from './rename-factor.ts';

/** The pages of the second factor in Mi cuenta. */
export function secondFactorRoutes(router: Router, cuenta: Cuenta): void {
  enrolAppRoutes(router, cuenta);
  enrolPasskeyRoutes(router, cuenta);
  printedCodesRoutes(router, cuenta);
  newCodesRoutes(router, cuenta);
  renameFactorRoutes(router, cuenta);
  removeFactorRoutes(router, cuenta);
  browserRoutes(router, cuenta);
}
