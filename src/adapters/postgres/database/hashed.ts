import { createHash } from 'node:crypto';

/**
 * What a table keeps of a token or an id: its SHA-256, so that an attacker who reads the table can use none of them.
 */
export const hashed = (token: string): Buffer => createHash('sha256').update(token).digest();
