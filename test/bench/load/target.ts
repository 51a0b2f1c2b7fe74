import { createHash, randomBytes } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { withinMs } from '../../helpers/within-ms.ts';

/** One of the two servers, and how its requests are marked. */
export interface Target {
  readonly port: number;
  /** Name of the run whose statements are counted, where they are. */
  run?: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const WITHIN_MS = withinMs(15_000);
const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** One request as the proxy in front passes it on. Throws where the connection breaks or is silent for 15 seconds. */
export function send(
  { port, run }: Target,
  path: string,
  { method = 'GET', headers, body }: Sent = {},
): Promise<Reply> {
  const all = {
    host: 'clave.example',
    'x-forwarded-proto': 'https',
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...(run === undefined ? {} : { 'x-bench-run': run }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers: all, agent });
    call.setTimeout(WITHIN_MS, () => call.destroy(new Error('no answer within 15 seconds')));
    call.on('error', reject).on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    call.end(body);
  });
}

/** A reply that the run did not expect: it is counted as an error, and shown once. */
export function expectStatus(reply: Reply, status: number, what: string): Reply {
  if (reply.status === status) return reply;
  throw new Error(`${what} answers ${reply.status} ${reply.headers.location ?? ''}: ${reply.body.slice(0, 300)}`);
}

/** Networks (/24) of the visitors: so many that the limits by network refuse none, and few enough that they return. */
const NETWORKS = 20_000;
let visitors = 0;

/** The address from which the next visitor comes. */
export function nextNetwork(): string {
  visitors += 1;
  const network = visitors % NETWORKS;
  return `11.${network >> 8}.${network & 255}.${1 + (visitors % 250)}`;
}

export const random = (): string => randomBytes(32).toString('base64url');

/** A PKCE challenge (RFC 7636, 4.2). */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
