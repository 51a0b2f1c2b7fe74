import type { Deps } from '../../ports/deps.ts';

/** For how long a copy may be trusted; RFC 9116, 2.5.5 recommends less than a year. */
const DAYS = 180;

/** The file of RFC 9116, by which who found a weakness learns whom to tell; undefined where no contact is set. */
export function securityTxt({ issuer, securityContact, now }: Needs): string | undefined {
  if (securityContact === undefined) return undefined;
  const day = new Date(now().getTime() + DAYS * 86_400_000).toISOString().slice(0, 10);
  return [
    `Contact: ${securityContact}`,
    `Expires: ${day}T00:00:00Z`,
    'Preferred-Languages: es, en',
    `Canonical: ${issuer}/.well-known/security.txt`,
    '',
  ].join('\n');
}

type Needs = Pick<Deps, 'issuer' | 'securityContact' | 'now'>;
