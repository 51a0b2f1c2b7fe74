/** Letters, digits and what stands between them: nothing that is not seen, breaks the line or turns the writing around. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

/** As somebody reads it: neither width, case nor spaces tell two names apart. */
const asRead = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** What is wrong with the name that a platform gives itself; people know it by nothing else (RFC 7591, 5). */
export function wrongName(name: string, taken: readonly string[]): string | undefined {
  if (unseen.test(name) || asRead(name) === '') return 'must be letters that everybody sees, in one line';
  return taken.some((other) => asRead(other) === asRead(name)) ? 'is the name of another platform' : undefined;
}
