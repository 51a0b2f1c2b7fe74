import { createHash } from 'node:crypto';
import type { PortalRevision } from '../domain/portal-client.ts';

/** SHA-256, in hexadecimal, of all that a revision says: what a review is about. */
export const revisionDigest = ({ data }: Pick<PortalRevision, 'data'>): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex');
