import type { RequestListener } from 'node:http';
import { openServer } from './local-http.ts';

/** The server of a client on loopback; its pages are set once its port is known. */
export interface Site {
  readonly origin: string;
  serve(pages: RequestListener): void;
  close(): Promise<void>;
}

/** Opens the server; until `serve` it answers 503. */
export async function openSite(host: 'localhost' | '127.0.0.1' | '::1' = 'localhost'): Promise<Site> {
  let pages: RequestListener = (_request, response) => void response.writeHead(503).end();
  const { port, close } = await openServer((request, response) => pages(request, response), host);
  return {
    origin: `http://${host === '::1' ? '[::1]' : host}:${port}`,
    serve: (given) => {
      pages = given;
    },
    close,
  };
}

/** A client that answers at one origin and redirects over a second to a third, as a broker or a portal does. */
export interface SiteChain {
  /** The origin of the redirect URI; any path below it redirects. */
  readonly origin: string;
  /** All three, in the order in which the browser visits them. */
  readonly origins: readonly string[];
  /** The last page, which shows how it was reached, as `POST /vuelta code state`, in `#oido`. */
  readonly end: string;
  close(): Promise<void>;
}

/** Opens the three servers; the names of the parameters are passed on, their values are not. */
export async function openSiteChain(): Promise<SiteChain> {
  const sites = [await openSite(), await openSite('127.0.0.1'), await openSite()] as const;
  const [first, second, last] = sites;
  first.serve(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', first.origin);
    const told = new URLSearchParams(request.method === 'POST' ? await bodyOf(request) : search);
    const heard = [request.method, pathname, ...[...told.keys()].sort()].join(' ');
    response.writeHead(303, { location: `${second.origin}/paso?${new URLSearchParams({ heard })}` }).end();
  });
  second.serve(({ url }, response) => {
    response.writeHead(303, { location: `${last.origin}/fin?${(url ?? '').split('?')[1]}` }).end();
  });
  last.serve(({ url }, response) => {
    const heard = new URL(url ?? '/', last.origin).searchParams.get('heard');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="es"><title>Fin</title><p id="oido">${heard}</p>`);
  });
  return {
    origin: first.origin,
    origins: sites.map(({ origin }) => origin),
    end: `${last.origin}/fin`,
    close: async () => {
      for (const site of sites) await site.close();
    },
  };
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
