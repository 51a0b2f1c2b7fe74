import type Router from '@koa/router';
import Koa from 'koa';
import { createHttpApp } from '../../src/app/http-app.ts';
import { developmentRoutes } from '../../src/dev/routes.ts';
import type { Deps } from '../../src/ports/deps.ts';

/** A page that takes a form. */
export interface PostRoute {
  readonly path: string;
  takes(path: string): boolean;
}

/** Every page of the app that takes a form, as the routers have them, and the one that the provider has. */
export function postRoutes(deps: Deps): readonly PostRoute[] {
  const koa = new Koa();
  const nothing = (): void => undefined;
  createHttpApp({
    deps,
    provider: koa as never,
    errorAddresses: (_ctx, next) => next(),
    errorForm: (_ctx, next) => next(),
    tellRefusals: (_ctx, next) => next(),
    mendAnswers: [],
    redirectByPage: (_ctx, next) => next(),
    noteUses: (_ctx, next) => next(),
    judgePortal: () => [],
    machines: { apis: [], readKey: () => ({ mistake: 'unreadable' }) },
    trial: undefined as never,
    own: {
      signIn: undefined as never,
      clients: undefined as never,
      register: [],
      session: undefined as never,
      probeLogout: undefined as never,
    },
    logos: new Map(),
    claveUnica: { serves: async () => false, leavingTo: () => undefined },
    health: {
      database: async () => true,
      state: () => Promise.reject(new Error('asked by no form')),
      mayReadMetrics: () => false,
    },
    tokenPaths: { token: '/oidc/token' },
    trustProxyHops: 0,
    sandbox: false,
    deskOpensFrom: () => true,
    log: { line: nothing, report: nothing },
    developmentRoutes: developmentRoutes(async () => []),
  });
  const routers = koa.middleware.flatMap((one) => (one as { router?: Router }).router ?? []);
  const layers = routers.flatMap(({ stack }) => stack).filter(({ methods }) => methods.includes('POST'));
  const ours = layers.map((layer) => ({ path: String(layer.path), takes: (path: string) => layer.match(path) }));
  return [...ours, { path: '/oidc/logout/confirm', takes: (path) => path === '/oidc/logout/confirm' }];
}
