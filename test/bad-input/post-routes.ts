import type { Deps } from '../../src/ports/deps.ts';
import { appRoutes } from '../helpers/app-routes.ts';

/** A page that takes a form. */
export interface PostRoute {
  readonly path: string;
  takes(path: string): boolean;
}

/** Every page of the app that takes a form, as the routers have them, and the one that the provider has. */
export function postRoutes(deps: Deps): readonly PostRoute[] {
  const ours = appRoutes(deps)
    .filter(({ methods }) => methods.includes('POST'))
    .map(({ path, matches }) => ({ path, takes: matches }));
  return [...ours, { path: '/oidc/logout/confirm', takes: (path) => path === '/oidc/logout/confirm' }];
}
