import type { Server } from 'node:http';
import { type AddressInfo, createServer, type ListenOptions, type Server as NetServer } from 'node:net';

const TRIES = 5;

/**
 * Listens on this machine alone, by IPv4 and by IPv6: a browser takes either of them for `localhost`. Gives the port, any
 * free one where 0 is asked. Throws when the port is taken; a machine without IPv6 has the other address only.
 */
export async function listenOnLoopback(server: Server, wanted: number): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    await begin(server, { port: wanted, host: '127.0.0.1' });
    const { port } = server.address() as AddressInfo;
    const second = createServer((socket) => void server.emit('connection', socket));
    try {
      await begin(second, { port, host: '::1' });
      server.once('close', () => second.close());
      return port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return port;
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (code !== 'EADDRINUSE' || wanted !== 0 || tries === TRIES) throw error;
    }
  }
}

function begin(server: NetServer, address: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
