import { isIP } from 'node:net';
import { isLoopback } from '../../domain/loopback.ts';
import { isPublicAddress } from './fields.ts';

/** Longer client ids are no addresses of a document. */
const LONGEST = 300;

/** Whether a client id is the address of a metadata document: no client of a file or of a registration has such an id. */
export const isDocumentId = (id: unknown): id is string => typeof id === 'string' && /^https:\/\//i.test(id);

/** Which addresses a document may have here. */
export interface DocumentPlaces {
  /** EGRESS_ALLOW: private hosts that are open to the clients of files, and never to documents. */
  readonly neverCalled: readonly string[];
  /** Whether this machine itself may serve documents (SANDBOX_CA_FILE). */
  readonly local: boolean;
}

/**
 * What is wrong with a client id as the address of a document (draft-ietf-oauth-client-id-metadata-document-02, 3);
 * undefined if nothing is. It is written as URL writes it: then it has no dot segments, and one spelling.
 */
export function wrongDocumentAddress(id: string, { neverCalled, local }: DocumentPlaces): string | undefined {
  if (id.length > LONGEST) return `must have at most ${LONGEST} characters`;
  const url = URL.canParse(id) ? new URL(id) : undefined;
  if (url?.protocol !== 'https:') return 'must be an https address';
  if (url.username || url.password || url.hash || id.includes('#')) return 'must have neither user nor fragment';
  if (id.includes('?')) return 'must have no query';
  if (url.href !== id) return 'must be written as URL normalizes it, with a path and without dot segments';
  if (isDocumentHost(url, local) || isPublicAddress(url, neverCalled)) return undefined;
  return 'must be an https address by a public name';
}

/** Whether a document comes from this machine, where that is allowed: by name or IPv4, whose host can be a sector. */
export const isDocumentHost = ({ hostname }: Pick<URL, 'hostname'>, local: boolean): boolean =>
  local && isLoopback(hostname) && isIP(hostname.replace(/^\[|\]$/g, '')) !== 6;
