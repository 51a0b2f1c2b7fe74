import { connect } from 'node:http2';
import { Agent, request } from 'node:https';

/** The route of a request: from which address of this machine, by which connection, to which address. */
export interface Way {
  readonly localAddress?: string;
  readonly agent?: Agent;
}

/** Sends a request as fetch does, over https from a chosen address; redirects are not followed. */
export const sendFrom =
  ({ localAddress = '127.0.0.1', agent = new Agent() }: Way = {}) =>
  (url: string, { method = 'GET', headers, body, signal }: RequestInit): Promise<Response> => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const options = { method, headers: headers as Record<string, string>, agent, localAddress, family: 4, signal };
    const call = request(url, options as object, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const received = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct))
        for (const value of values ?? []) received.append(name, value);
      const status = answer.statusCode ?? 0;
      resolve(new Response([204, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers: received }));
    });
    call.on('error', reject);
    call.setTimeout(40_000, () => call.destroy(new Error('no answer within 40 seconds')));
    call.end(typeof body === 'string' ? body : undefined);
    return promise;
  };

/** The status of a page over HTTP/2. */
export function statusOverHttp2(origin: string, path: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const session = connect(origin).on('error', reject);
  session.setTimeout(10_000, () => reject(new Error('no answer within ten seconds')));
  const stream = session.request({ ':path': path, accept: 'text/html' }).on('error', reject);
  stream.on('response', (headers) => resolve(Number(headers[':status'])));
  stream.resume().end();
  return promise.finally(() => session.destroy());
}
