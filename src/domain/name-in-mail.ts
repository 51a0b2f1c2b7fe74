/** Most characters of such a name. */
const MOST = 60;

/** Stands for a name of which nothing is left. */
const NOTHING = '…';

/**
 * A name that an organisation chose, as a mail to another mailbox may carry it: one line of 60 characters. A mail program
 * makes no link of it: signs of addresses are left out, and a dot inside a word is a middle dot.
 */
export function nameInMail(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/\p{C}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}\s.,()&'’–-]/gu, ' ')
    .replace(/\.(?=\S)/g, '·')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  if (letters.length === 0) return NOTHING;
  return letters.length > MOST
    ? `${letters
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`
    : plain;
}
