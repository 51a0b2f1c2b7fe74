import { type Email, parseEmail } from './email.ts';
import { type Nie, parseNie } from './nie.ts';
import { compactText, withoutMarks } from './pasted-text.ts';
import { Refusal } from './refusal.ts';
import { parseRut, type Rut } from './rut.ts';

/** How members of staff see an e-mail, in both policies: neither its length nor more than a letter of it. */
export const DESK_MASK = 'fixed';

/** Why a member of staff opens a sheet or acts on it. */
export const deskReasons = ['llamada', 'oficina', 'caso', 'seguridad'] as const;
export type DeskReason = (typeof deskReasons)[number];

/** A reason: chosen from the list, and in the words of the member, which the person reads. */
export interface DeskGrounds {
  readonly reason: DeskReason;
  readonly words: string;
}

/** What a member of staff may do on a sheet. */
export const deskActions = ['recovery', 'resend', 'lift-pause', 'end-sessions', 'freeze'] as const;
export type DeskAction = (typeof deskActions)[number];

const FEWEST = 10;
const MOST = 500;

/** Minutes for which the address of a search, a result or a sheet is valid. */
export const SHEET_MINUTES = 15;

/** Reads a chosen reason; throws `reason-missing` for anything that is not in the list. */
export function parseDeskReason(text: string): DeskReason {
  const found = deskReasons.find((one) => one === text);
  if (!found) throw new Refusal('reason-missing');
  return found;
}

/** Reads the written reason, at least ten characters; throws `reason-short`, `field-too-long`. */
export function parseReasonWords(text: string): string {
  const words = withoutMarks(text);
  if (words.length < FEWEST) throw new Refusal('reason-short');
  if (words.length > MOST) throw new Refusal('field-too-long', { max: MOST });
  return words;
}

/** What the one search box may hold. */
export type DeskQuery =
  | { readonly by: 'number'; readonly rut?: Rut | undefined; readonly nie?: Nie | undefined }
  | { readonly by: 'mail'; readonly email: Email }
  | { readonly by: 'folio'; readonly folio: string };

const FOLIO = /^(CS|LD)([0-9A-Z]{4})([0-9A-Z]{4})$/;

/**
 * Reads what was typed into the search box: an e-mail, a folio or reference code ("CS-7F3K-92QX", "LD-…", also without
 * hyphens), a RUT or a NIE; a number may be both. Throws `search-unreadable` for any other text.
 */
export function readDeskQuery(text: string): DeskQuery {
  if (text.includes('@')) return { by: 'mail', email: parseEmail(text) };
  const [, kind, first, second] = FOLIO.exec(compactText(text)) ?? [];
  if (kind) return { by: 'folio', folio: `${kind}-${first}-${second}` };
  const rut = unlessRefused(() => parseRut(text));
  const nie = unlessRefused(() => parseNie(text));
  if (!rut && !nie) throw new Refusal('search-unreadable');
  return { by: 'number', rut, nie };
}

function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
