import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { withinMs } from './within-ms.ts';

/** A response as it came over the connection. */
export interface Sent {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was sent, compressed or not. */
  readonly body: Buffer;
  /** The body decompressed. */
  readonly text: string;
}

/** What browsers send over https. */
export const BROWSER_ENCODINGS = 'gzip, deflate, br, zstd';

/** One request of at most 30 seconds, whose response is not decompressed; `fields` make it a form. */
export function sent(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', fields }: { readonly method?: string; readonly fields?: Readonly<Record<string, string>> } = {},
): Promise<Sent> {
  const form = fields && { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(address).origin };
  return new Promise((resolve, reject) => {
    const options = {
      method: fields ? 'POST' : method,
      headers: { accept: 'text/html', 'accept-encoding': BROWSER_ENCODINGS, ...form, ...headers },
      signal: AbortSignal.timeout(withinMs(30_000)),
    };
    const call = request(address, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = unpacked(body, answer.headers['content-encoding']);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, text });
      });
    });
    call.on('error', reject).end(fields && new URLSearchParams(fields).toString());
  });
}

function unpacked(body: Buffer, encoding: string | undefined): string {
  if (body.length === 0) return '';
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}
