import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform's own server on loopback; its pages come once its port is known. */
export interface Site {
  readonly origin: string;
  serve(pages: RequestListener): void;
  close(): Promise<void>;
}

/** Opens the server; until `serve` it answers 503. */
export async function openSite(): Promise<Site> {
  let pages: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server: Server = createServer((request, response) => pages(request, response));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (given) => {
      pages = given;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
