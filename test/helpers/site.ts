import type { RequestListener } from 'node:http';
import { openServer } from './local-http.ts';

/** A platform's own server on loopback; its pages come once its port is known. */
export interface Site {
  readonly origin: string;
  serve(pages: RequestListener): void;
  close(): Promise<void>;
}

/** Opens the server; until `serve` it answers 503. */
export async function openSite(): Promise<Site> {
  let pages: RequestListener = (_request, response) => void response.writeHead(503).end();
  const { port, close } = await openServer((request, response) => pages(request, response), 'localhost');
  return {
    origin: `http://localhost:${port}`,
    serve: (given) => {
      pages = given;
    },
    close,
  };
}
