import { randomUUID } from 'node:crypto';
import { decoded } from './decoded.ts';
import type { Door } from './door.ts';
import { RegistryFailure } from './registry-failure.ts';

const MAX_BYTES = 64 * 1024;

export interface JsonAnswer {
  readonly status: 200 | 404;
  readonly content: unknown;
}

/** POSTs one question, and gives the JSON of a 200 or 404. Everything else throws RegistryFailure. */
export async function tryOnce(door: Door, path: string, question: object, limitMs: number): Promise<JsonAnswer> {
  const id = randomUUID();
  try {
    const response = await send(door, path, question, id, AbortSignal.timeout(limitMs));
    const bytes = await readBounded(response);
    const status = judgeStatus(response.status);
    const echoed = response.headers.get('x-request-id');
    if (echoed !== null && echoed !== id) throw new RegistryFailure('other-request');
    return { status, content: parse(decoded(bytes, response.headers.get('content-type'))) };
  } catch (error) {
    throw error instanceof RegistryFailure ? error : broken(error);
  }
}

/** Identifiers travel in the body: addresses end up in the logs of intermediaries. */
function send({ base, token }: Door, path: string, question: object, id: string, signal: AbortSignal) {
  return fetch(`${base}/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'x-request-id': id,
    },
    body: JSON.stringify(question),
    signal,
  });
}

function judgeStatus(status: number): 200 | 404 {
  if (status === 200 || status === 404) return status;
  if (status >= 500) throw new RegistryFailure('server-error', String(status));
  if (status === 401 || status === 403) throw new RegistryFailure('token-refused', String(status));
  throw new RegistryFailure('question-refused', String(status));
}

async function readBounded({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new RegistryFailure('too-long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes what it read.
    throw new RegistryFailure('garbage', 'not JSON');
  }
}

function broken(error: unknown): RegistryFailure {
  if ((error as Error)?.name === 'TimeoutError') return new RegistryFailure('time-out');
  const { cause } = error as { cause?: { code?: unknown } };
  return new RegistryFailure('transport', typeof cause?.code === 'string' ? cause.code : '');
}
