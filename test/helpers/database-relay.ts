import { connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './database.ts';

/** A TCP relay in front of a PostgreSQL, under the test's control. */
export interface DatabaseRelay {
  /** The database behind it, as a client of the relay reaches it. */
  readonly connection: Connection;
  /** Connections made from now on lead there. */
  lead(target: Connection): void;
  /** Open and new connections are silent and stay open, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Open connections are silent for ever and stay open; new connections work. */
  strand(): void;
  /** Each answer of the server takes this many milliseconds longer. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  stranded: boolean;
}

/** Opens a relay on a port of loopback. */
export async function openDatabaseRelay(first: Connection): Promise<DatabaseRelay> {
  let target = first;
  let frozen = false;
  let slower = 0;
  const pairs = new Set<Pair>();
  const still = (pair: Pair): void => {
    pair.client.pause();
    pair.server.pause();
  };
  const flow = (pair: Pair): void => {
    const silent = frozen || pair.stranded;
    for (const socket of [pair.client, pair.server]) silent ? socket.pause() : socket.resume();
  };
  const listener = createServer((client) => {
    const pair: Pair = { client, server: reach(target), stranded: false };
    pairs.add(pair);
    join(pair, () => slower);
    pair.client.on('close', () => pairs.delete(pair));
    flow(pair);
  });
  const port = await listen(listener);
  return {
    connection: { ...first, host: '127.0.0.1', port },
    lead: (next) => {
      target = next;
    },
    freeze: () => {
      frozen = true;
      for (const pair of pairs) still(pair);
    },
    thaw: () => {
      frozen = false;
      for (const pair of pairs) flow(pair);
    },
    strand: () => {
      for (const pair of pairs) {
        pair.stranded = true;
        still(pair);
      }
    },
    delay: (milliseconds) => {
      slower = milliseconds;
    },
    close: async () => {
      for (const { client, server } of pairs) for (const socket of [client, server]) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** A host that begins with a slash is the folder of a socket. */
const reach = ({ host, port }: Connection): Socket =>
  host.startsWith('/') ? connect(path.join(host, `.s.PGSQL.${port}`)) : connect(port, host);

function join({ client, server }: Pair, slower: () => number): void {
  let last: Promise<unknown> = Promise.resolve();
  client.on('data', (chunk) => server.write(chunk));
  server.on('data', (chunk) => {
    const ms = slower();
    last = last.then(async () => {
      if (ms > 0) await sleep(ms);
      if (!client.destroyed) client.write(chunk);
    });
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { readonly port: number }).port)),
  );
}
