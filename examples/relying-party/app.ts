import { createServer } from 'node:http';
import Koa from 'koa';
import { securityHeaders, showFailures, waitForIssuer } from './around.ts';
import { followIssuer } from './issuer.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { publicFiles } from './public-files.ts';
import { routes } from './routes.ts';
import type { Attempt, Session } from './session.ts';
import { boundedStore } from './store.ts';

/** What the site needs: the issuer's address, a port on localhost (0 takes any that is free) and the client's secret. */
export interface Settings {
  readonly issuer: string;
  readonly port: number;
  readonly secret: string;
}

/** A site that answers at `http://localhost:<port>` until `close` resolves. */
export interface RunningSite {
  readonly port: number;
  close(): Promise<void>;
}

const HOUR = 3_600_000;

/** Starts Despega MIPE. It answers at once and looks for the issuer in the background. Throws when the port is taken. */
export async function startRelyingParty({ issuer, port: wanted, secret }: Settings): Promise<RunningSite> {
  const server = createServer();
  const port = await listenOnLoopback(server, wanted);

  const link = followIssuer(new URL(issuer), secret);
  const site = {
    base: new URL(`http://localhost:${port}`),
    link,
    attempts: boundedStore<Attempt>({ limit: 1000, lifetime: HOUR }),
    sessions: boundedStore<Session>({ limit: 1000, lifetime: 12 * HOUR }),
    farewells: boundedStore<string>({ limit: 1000, lifetime: HOUR }),
  };

  const app = new Koa();
  app.use(securityHeaders(link)).use(showFailures(link));
  app.use(publicFiles().routes()).use(waitForIssuer(link)).use(routes(site).routes());
  server.on('request', app.callback());

  return {
    port,
    close: () => {
      link.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
