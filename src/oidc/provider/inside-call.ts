import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';

interface InsideRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface InsideResponse {
  readonly status: number;
  readonly body: string;
}

/** A request to this server's own endpoints that never leaves the process: no name, port or proxy is involved. */
export function insideCall(listener: () => RequestListener, issuer: string) {
  return ({ method, path, headers = {}, body = '' }: InsideRequest): Promise<InsideResponse> =>
    new Promise((resolve, reject) => {
      const request = new IncomingMessage(fromThisMachine());
      const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      const all = { host: new URL(issuer).host, accept: 'application/json', ...length, ...headers };
      Object.assign(request, { method, url: path, httpVersion: '1.1', headers: all });
      request.rawHeaders = Object.entries(all).flat();
      request.push(body || null);
      if (body) request.push(null);
      const response = new ServerResponse(request);
      const sent: Buffer[] = [];
      response.assignSocket(collector(sent));
      response.on('error', reject);
      response.on('finish', () =>
        resolve({ status: response.statusCode, body: bodyOf(Buffer.concat(sent).toString('utf8')) }),
      );
      listener()(request, response);
    });
}

function fromThisMachine(): Socket {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: '127.0.0.1' });
  return socket;
}

/** Takes what the response writes, head and body. */
function collector(sent: Buffer[]): Socket {
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      sent.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(writable, { setTimeout: () => writable }) as unknown as Socket;
}

/** The part after the head. A response to these requests is one piece with its length. */
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
