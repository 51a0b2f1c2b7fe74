const FEWEST = 2;
const MOST = 80;
/** Letters, digits and separators in the name of a person, an office or a shift. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,'’()/-]*[\p{L}\p{M}\p{N}.)])?$/u;
/** Seven digits, with any separators: the shortest RUT that people have. */
const NUMBER = /(?:\d[.\s-]?){7}/;

/**
 * Reads the name of a person who acts for the agency, for the audit trail: no RUT, no e-mail address, one line.
 * Undefined for any other text.
 */
export function parseStaffName(text: string): string | undefined {
  const name = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  const fits = name.length >= FEWEST && name.length <= MOST && NAME.test(name) && !NUMBER.test(name);
  return fits ? name : undefined;
}
