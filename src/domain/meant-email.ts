import { type Email, isEmail, parseEmail } from './email.ts';
import { entryOf } from './entry-of.ts';
import { providerOf } from './mail-providers.ts';

/**
 * Domains in which most people in Chile have their mail, the most used first: Gmail, Microsoft's, Yahoo's and Apple's
 * with their Spanish and Chilean names, and the mail of Chilean access providers.
 */
const MEANT = [
  'gmail.com',
  'hotmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'live.com',
  'hotmail.es',
  'outlook.es',
  'yahoo.es',
  'hotmail.cl',
  'outlook.cl',
  'yahoo.cl',
  'live.cl',
  'vtr.net',
  'entelchile.net',
  'protonmail.com',
] as const;

/** Domains with mail of their own that are one letter away from one above: the user is not asked about them. */
const REAL: ReadonlySet<string> = new Set([
  ...MEANT,
  'mail.com',
  'email.com',
  'ymail.com',
  'yahoo.co',
  'yahoo.ca',
  'yahoo.de',
  'yahoo.fr',
  'yahoo.it',
  'yahoo.in',
  'live.ca',
  'live.cn',
  'live.de',
  'live.fr',
  'live.it',
  'live.nl',
  'live.se',
  'hotmail.de',
  'hotmail.fr',
  'hotmail.it',
  'hotmail.se',
  'outlook.de',
  'outlook.fr',
  'outlook.it',
  'outlook.in',
]);

/** Whether a domain in lower case has mail for the public. */
export const isPublicMail = (domain: string): boolean => REAL.has(domain) || providerOf(domain) !== undefined;

/** Endings that do not exist, next to «.com» and «.cl» on a keyboard. */
const NO_ENDING: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  vom: 'com',
  xom: 'com',
  cim: 'com',
  cpm: 'com',
  comm: 'com',
  coom: 'com',
  ccom: 'com',
  cll: 'cl',
  ccl: 'cl',
  vl: 'cl',
  xl: 'cl',
};

/** Providers that have no Chilean name: «.cl» after them is a typing error. */
const ONLY_COM: Readonly<Record<string, string>> = {
  'gmail.cl': 'gmail.com',
  'gmail.com.cl': 'gmail.com',
  'icloud.cl': 'icloud.com',
  'hotmail.com.cl': 'hotmail.com',
  'outlook.com.cl': 'outlook.com',
  'yahoo.com.cl': 'yahoo.com',
};

/**
 * The address that the user probably meant: one letter too many, missing, changed or swapped with its neighbour in a
 * well-known domain, or an ending that does not exist. Undefined where there is nothing to ask. It is a question and no
 * refusal: the domain may exist and be unknown here.
 */
export function meantEmail(typed: string): Email | undefined {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();
  const meant = at > 0 ? meantDomain(domain) : undefined;
  if (meant === undefined || meant === domain) return undefined;
  const address = `${text.slice(0, at)}@${meant}`;
  return isEmail(address) ? parseEmail(address) : undefined;
}

function meantDomain(domain: string): string | undefined {
  if (REAL.has(domain)) return undefined;
  const ended = withRealEnding(domain);
  if (REAL.has(ended)) return ended;
  const near = entryOf(ONLY_COM, ended) ?? MEANT.find((one) => isOneSlipAway(ended, one));
  return near ?? (ended === domain ? undefined : ended);
}

function withRealEnding(domain: string): string {
  const dot = domain.lastIndexOf('.') + 1;
  return `${domain.slice(0, dot)}${entryOf(NO_ENDING, domain.slice(dot)) ?? domain.slice(dot)}`;
}

/** Whether one insertion, deletion, change or swap of neighbours turns a text into another. */
function isOneSlipAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  const swapped = `${left.charAt(1)}${left.charAt(0)}${left.slice(2)}`;
  return [
    [left.slice(1), right.slice(1)],
    [left.slice(1), right],
    [left, right.slice(1)],
    [swapped, right],
  ].some(([mine, theirs]) => mine === theirs);
}
