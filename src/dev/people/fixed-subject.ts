import { createHash } from 'node:crypto';

/**
 * The id of the subject of a fictional person, the same in every database: with the salt of the sandbox, its `sub` at a
 * host is the same after a new start, and can be published (docs/sandbox.md).
 */
export function fixedSubject(identifier: string): string {
  const bytes = createHash('sha256').update(`persona ficticia ${identifier}`).digest().subarray(0, 16);
  // A UUID of version 8 (RFC 9562, 5.8).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
