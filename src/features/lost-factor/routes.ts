import type Router from '@koa/router';
import type { default as Provider } from 'oidc-provider';
import type { Deps } from '../../ports/deps.ts';
import { keyRoutes } from './key-page.ts';
import { lossRoutes } from './loss-page.ts';

/** The pages of a lost second factor, among those of a sign-in. */
export function lostFactorRoutes(router: Router, deps: Deps, provider: Provider): void {
  keyRoutes(router, deps, provider);
  lossRoutes(router, deps, provider);
}
