/** The characters of `error_description` (RFC 6749, 5.2): %x20-21 / %x23-5B / %x5D-7E. */
const NOT_PLAIN = /[^\x20\x21\x23-\x5b\x5d-\x7e]/gu;

/**
 * A text in those characters alone: accents are removed, quotes become apostrophes, any other character a question
 * mark.
 */
export function plainText(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/["\\]/g, "'");
  return bare.replace(NOT_PLAIN, '?');
}

/**
 * What may be a secret, a code, a token or a key: sixteen characters in a row, with a digit or a capital among them.
 */
const SECRET = /[\w~+/=%-]{16,}/g;
const RUT = /\d{1,2}\.?\d{3}\.?\d{3}-?[\dkK]?|\d{6,}/g;
const ADDRESS = /[^\s@]+@[^\s@]+/g;

/**
 * A text for the log, 200 characters at most: without what looks like a secret, a token, a RUT or an e-mail address.
 */
export function withoutSecrets(text: string): string {
  const hidden = text
    .replace(SECRET, (word) => (/[A-Z0-9]/.test(word) ? '…' : word))
    .replace(ADDRESS, '…')
    .replace(RUT, '…');
  return hidden.slice(0, 200);
}
