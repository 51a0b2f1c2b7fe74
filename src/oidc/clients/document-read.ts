import { errors } from 'oidc-provider';

/** How long a document may be. */
export const MOST_DOCUMENT_BYTES = 5 * 1024;

/** Bounds of the time for which a document is used again; without a header it is the least (RFC 9111, 5.2.2.1). */
const LEAST_SECONDS = 60;
const MOST_SECONDS = 3600;

type Document = Readonly<Record<string, unknown>>;

/**
 * Gets a metadata document, and for how many seconds it may be used again. Throws `invalid_client_metadata` with what is
 * wrong (draft-ietf-oauth-client-id-metadata-document-02, 4 and 5).
 */
export async function readDocument(
  fetch: (address: string) => Promise<Response>,
  id: string,
): Promise<{ readonly document: Document; readonly seconds: number }> {
  const response = await fetch(id).catch((cause: Error) => refuse(unreached(cause), cause));
  if (response.status >= 300 && response.status < 400) refuse('redirects, and no redirect is followed');
  if (response.status !== 200) refuse(`answers ${response.status} instead of 200`);
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(type)) refuse('is not of the type application/json');
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > MOST_DOCUMENT_BYTES) refuse(tooLong);
  const document = parsed(new TextDecoder().decode(bytes));
  if (document.client_id !== id) refuse('has another client_id than its own address');
  return { document, seconds: secondsOf(response.headers.get('cache-control') ?? '') };
}

const tooLong = `is longer than ${MOST_DOCUMENT_BYTES} bytes`;

/** What went wrong on the way; addresses of private networks are not told apart from others that refuse. */
function unreached({ name, message }: Error): string {
  if (name === 'TimeoutError' || name === 'AbortError') return 'did not answer in time';
  if (name !== 'EgressRefused') return 'could not be reached by https';
  return message === 'the answer is too long' ? tooLong : 'is at an address that is never called';
}

function parsed(text: string): Document {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Document;
  } catch {
    // Not JSON: refused below, as any other value that is no object.
  }
  return refuse('is not a JSON object');
}

function secondsOf(cacheControl: string): number {
  const [, age] = /(?:^|,)\s*max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl) ?? [];
  return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, Number(age ?? LEAST_SECONDS)));
}

function refuse(what: string, cause?: Error): never {
  throw new errors.InvalidClientMetadata(`the document of client_id ${what}`, cause && { cause });
}
