import type { Send } from '../helpers/browser.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';

/** Requests of a browser that all go to one process, though every address names the first. */
export const through =
  (server: Pick<ServerProcess, 'port' | 'issuer'>): Send =>
  async (url, { headers, body }) => {
    const { pathname, search } = new URL(url);
    const form = typeof body === 'string' ? { form: Object.fromEntries(new URLSearchParams(body)) } : {};
    const sent = Object.fromEntries(new Headers(headers));
    const answer = await ask(server, pathname + search, { headers: sent, ...form });
    const back = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    return new Response(answer.body, { status: answer.status, headers: back });
  };
