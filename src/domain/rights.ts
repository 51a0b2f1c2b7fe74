import type { Profile } from './account.ts';
import { Refusal } from './refusal.ts';
import { addDays, addWorkingDays, type Day } from './working-days.ts';

/** Rights over one's own data that can be exercised here (Ley 21.719, arts. 5 to 8 ter). */
export const rightKinds = ['acceso', 'rectificacion', 'supresion', 'oposicion', 'bloqueo'] as const;
export type RightKind = (typeof rightKinds)[number];

export type RightState = 'recibida' | 'en-revision' | 'respondida';

/** The answer to a request: granted, granted in part, or rejected. */
export const rightDecisions = ['acogida', 'acogida-en-parte', 'rechazada'] as const;
export type RightDecision = (typeof rightDecisions)[number];

/** Calendar days for an answer, and for its one extension (art. 11). */
const ANSWER_DAYS = 30;
/** Working days for the answer to a block (art. 11). */
const BLOCK_WORKING_DAYS = 2;
/** Working days to complain to the Agencia after an answer (art. 11). */
const COMPLAINT_WORKING_DAYS = 30;
const DETAIL_MAX = 1500;
/** Longest reasons of an answer, in characters: some five pages. */
export const REASONS_MAX = 10_000;

/** The last day for the answer. */
export function answerDue(kind: RightKind, asked: Day): Day {
  // Past the end of the table of holidays two calendar days: at worst the term is stricter for SENCE.
  if (kind === 'bloqueo') return addWorkingDays(asked, BLOCK_WORKING_DAYS) ?? addDays(asked, BLOCK_WORKING_DAYS);
  return addDays(asked, ANSWER_DAYS);
}

/** The last day once the term was extended; undefined for a block, and where it was extended before. */
export function extendedDue(kind: RightKind, due: Day, extendedBefore: boolean): Day | undefined {
  return kind === 'bloqueo' || extendedBefore ? undefined : addDays(due, ANSWER_DAYS);
}

/** The last day to complain to the Agencia; undefined where the table of holidays does not reach. */
export function complaintUntil(answered: Day): Day | undefined {
  return addWorkingDays(answered, COMPLAINT_WORKING_DAYS);
}

/**
 * What may be requested from an account. A company has no personal data (art. 2): its actor asks about their own, and
 * its account is neither blocked nor closed this way.
 */
export function rightsOf(profile: Profile): readonly RightKind[] {
  return profile === 'juridica' ? ['acceso', 'rectificacion', 'oposicion'] : rightKinds;
}

/** Rights that stop the account or end it: the key is asked again for them. */
export function needsKey(kind: RightKind): boolean {
  return kind === 'bloqueo' || kind === 'supresion';
}

/** The right that ends the account. One that stops it is open to a user who lost the factor: it only protects. */
export function needsFactor(kind: RightKind): boolean {
  return kind === 'supresion';
}

/** Reads which right is requested. */
export function parseRight(text: string, profile: Profile): RightKind {
  const found = rightsOf(profile).find((kind) => kind === text);
  if (!found) throw new Refusal('right-missing');
  return found;
}

/** The request in the person's own words: without them nothing can be corrected, opposed or blocked (art. 11). */
export function parseRightDetail(text: string, kind: RightKind | undefined): string | undefined {
  const detail = inLines(text);
  if (detail.length > DETAIL_MAX) throw new Refusal('field-too-long', { max: DETAIL_MAX });
  if (detail === '' && kind !== 'acceso' && kind !== 'supresion') throw new Refusal('right-detail-missing');
  return detail === '' ? undefined : detail;
}

/**
 * Reads the reasons of an answer, an extension or the end of a block: lines as above, without characters that pages do
 * not show. Undefined where nothing is left of them; throws `field-too-long`.
 */
export function parseReasons(text: string): string | undefined {
  const reasons = inLines(text.normalize('NFC').replace(UNSEEN, ''));
  if (reasons.length > REASONS_MAX) throw new Refusal('field-too-long', { max: REASONS_MAX });
  return reasons === '' ? undefined : reasons;
}

/** Control and format characters but line ends and the tab: they can reverse the order of characters, or worse. */
const UNSEEN = /(?![\r\n\t])[\p{Cc}\p{Cf}]/gu;

/** Keeps lines, with at most one empty one between two. */
function inLines(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[^\S\n]+/g, ' ');
  return lines
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A folio that can be read aloud on the telephone, from eight random bytes: "LD-7F3K-92QX". */
export function rightFolio(bytes: Uint8Array): string {
  const signs = [...bytes.subarray(0, 8)].map((byte) => SIGNS.charAt(byte & 31)).join('');
  return `LD-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** Reads a folio as it was written or heard ("ld 7f3k 92qx"); undefined for any other text. */
export function parseRightFolio(text: string): string | undefined {
  const signs = text.toUpperCase().replace(/[\s-]/g, '');
  const [, first, last] = new RegExp(`^LD([${SIGNS}]{4})([${SIGNS}]{4})$`).exec(signs) ?? [];
  return first && last && `LD-${first}-${last}`;
}
