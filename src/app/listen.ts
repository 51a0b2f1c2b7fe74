import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { ListenOptions } from 'node:net';
import { portHolder } from '../adapters/port-holder.ts';
import { ConfigError, type ListensAt } from '../config/config.ts';
import { startRefusals } from '../locales/es-CL/operator/start.ts';

/** Both addresses of this machine: a browser uses either of them for `localhost`. */
const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** A machine without IPv6 has one of them only. */
const MISSING: readonly (string | undefined)[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Starts one server for each address. Throws ConfigError if the port is taken on one of them, or if this machine does
 * not have an address that HOST names; none of them is left open then.
 */
export async function listenAt(at: ListensAt, port: number, handle: RequestListener): Promise<readonly Server[]> {
  const hosts = at === 'all' ? [undefined] : at === 'loopback' ? LOOPBACK : at;
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = serverFor(handle);
    try {
      await begin(server, { port, host, ipv6Only: hosts.length > 1 });
      servers.push(server);
    } catch (error) {
      if (at === 'loopback' && MISSING.includes((error as NodeJS.ErrnoException).code)) continue;
      for (const open of servers) open.close();
      throw described(error as NodeJS.ErrnoException, port, host);
    }
  }
  if (servers.length === 0) throw new ConfigError([startRefusals['no-loopback']({})]);
  return servers;
}

/**
 * Milliseconds that an idle connection stays open. Load balancers and proxies keep theirs 60 seconds: they must close
 * first, or a request meets a connection that was just closed here, and a user sees a 502 (docs/proxies.md).
 */
const KEEP_ALIVE_MS = 75_000;

function serverFor(handle: RequestListener): Server {
  const limits = { requestTimeout: 15_000, headersTimeout: 10_000, connectionsCheckingInterval: 5000 };
  const server = createServer({ ...limits, keepAliveTimeout: KEEP_ALIVE_MS }, handle);
  server.maxRequestsPerSocket = 1000;
  return server;
}

function begin(server: Server, address: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function described(error: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError([
      startRefusals['port-taken']({
        port,
        host,
        by: portHolder(port),
      }),
    ]);
  if (MISSING.includes(error.code)) return new ConfigError([startRefusals['no-address']({ host })]);
  return error;
}
