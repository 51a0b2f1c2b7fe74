import { createServer } from 'node:http';
import Koa from 'koa';
import { failures, onlyThisMachine } from './around.ts';
import { asking } from './asking.ts';
import { browsing } from './browsing.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import type { RegistryId } from './registries.ts';
import { createSwitches, type Mode } from './switches.ts';

export interface SimulatorSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** The bearer token that every question must carry. */
  readonly token: string;
}

/** Four registries on this machine, at `http://localhost:<port>/{srcei,sii,nie,otec}`, until `close` resolves. */
export interface Simulator {
  readonly port: number;
  /** How a registry behaves from now on. */
  set(registry: RegistryId, mode: Mode): void;
  close(): Promise<void>;
}

/** Starts the simulator of the registries. Throws when the port is taken. */
export async function startSimulator({ port: wanted, token }: SimulatorSettings): Promise<Simulator> {
  const switches = createSwitches();
  const app = new Koa();
  app.use(failures).use(onlyThisMachine);
  app.use(browsing(switches)).use(asking(switches, token));

  const server = createServer(app.callback());
  const port = await listenOnLoopback(server, wanted);
  return {
    port,
    set: switches.set,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
