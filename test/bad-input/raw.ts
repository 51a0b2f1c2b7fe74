import { connect } from 'node:net';

/** A request as bytes on the wire: no client library stands between us and the mistake. */
export interface Raw {
  /** Which kind of mistake it is, for the report. */
  readonly kind: string;
  readonly path: string;
  /** Which step of a recovery it answers, if any. */
  readonly step?: string | undefined;
  readonly bytes: Buffer;
}

export interface Heard {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  /** Where it redirects the browser; empty where it does not. */
  readonly location: string;
  readonly body: string;
  readonly ms: number;
}

interface Parts {
  readonly method?: string;
  readonly path: string;
  /** Instead of the issuer's; undefined inside leaves the header out. */
  readonly host?: string | undefined;
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

/** Writes a request down; nothing in it is checked or escaped, text is UTF-8. */
export function raw(
  kind: string,
  { method = 'GET', path, headers = [], body, ...rest }: Parts,
  issuerHost: string,
): Raw {
  const host = 'host' in rest ? rest.host : issuerHost;
  const lengthIsGiven = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line));
  const content = body === undefined ? undefined : Buffer.from(body as string);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(host === undefined ? [] : [`Host: ${host}`]),
    'Connection: close',
    ...headers,
    ...(content && !lengthIsGiven ? [`Content-Length: ${content.length}`] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  return { kind, path, bytes: content ? Buffer.concat([head, content]) : head };
}

/** The same request as a proxy would pass it on for a visitor of that network. */
export function comingFrom(network: string, { bytes, ...rest }: Raw): Raw {
  const first = bytes.indexOf('\r\n') + 2;
  const header = Buffer.from(`X-Forwarded-For: ${network}\r\n`);
  return { ...rest, bytes: Buffer.concat([bytes.subarray(0, first), header, bytes.subarray(first)]) };
}

/** Sends the bytes and reads until the other side closes, at most ten seconds. Never throws. */
export function send(port: number, { bytes }: Raw): Promise<Heard> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const start = performance.now();
    const socket = connect({ port, host: 'localhost' });
    const end = (): void => {
      socket.destroy();
      resolve({ ...answerIn(Buffer.concat(chunks).toString('utf8')), ms: performance.now() - start });
    };
    socket.setTimeout(10_000, end);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', end);
    socket.on('close', end);
    socket.write(bytes);
  });
}

function answerIn(heard: string): Omit<Heard, 'ms'> {
  const text = heard.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  const end = text.indexOf('\r\n\r\n');
  const location = /^location: (.*)$/im.exec(text.slice(0, end))?.[1]?.trim() ?? '';
  return { status, location, body: text.slice(end + 4) };
}
