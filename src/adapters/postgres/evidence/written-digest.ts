import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../domain/canonical-json.ts';

/**
 * What the trail keeps of words that were written in a case: SHA-256 of the case's id and the words. The id is random and
 * stands in no act, so that the words cannot be guessed from the trail, and not at all once the case is erased.
 */
export const writtenDigest = (caseId: string, words: string): string =>
  createHash('sha256')
    .update(canonicalJson([caseId, words]))
    .digest('hex');
