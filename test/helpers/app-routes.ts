import type Router from '@koa/router';
import Koa from 'koa';
import { createHttpApp } from '../../src/app/http-app.ts';
import { developmentRoutes } from '../../src/dev/routes.ts';
import type { Deps } from '../../src/ports/deps.ts';

/** A route of the app, as its router has it. */
export interface AppRoute {
  readonly methods: readonly string[];
  readonly path: string;
  matches(path: string): boolean;
}

/** Every route of the app, as the routers have them; those of the provider are not among them. */
export function appRoutes(deps: Deps): readonly AppRoute[] {
  const koa = new Koa();
  const nothing = (): void => undefined;
  createHttpApp({
    deps,
    provider: koa as never,
    isMachinePath: () => false,
    readyDocuments: (_ctx, next) => next(),
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
    authorization: '/oidc/authorize',
    trustProxyHops: 0,
    sandbox: false,
    deskOpensFrom: () => true,
    log: { line: nothing, report: nothing },
    developmentRoutes: developmentRoutes(async () => []),
  });
  const routers = koa.middleware.flatMap((one) => (one as { routers?: readonly Router[] }).routers ?? []);
  return routers
    .flatMap(({ stack }) => stack)
    .map((layer) => ({
      methods: layer.methods,
      path: String(layer.path),
      matches: (path: string) => layer.match(path),
    }));
}
