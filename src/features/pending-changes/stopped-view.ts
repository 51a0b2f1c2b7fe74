import type { Context } from 'koa';
import type { Profile } from '../../domain/account.ts';
import { type Stopped, type ThawedBy, thawedBy } from '../../domain/stopped-account.ts';
import { type StoppedWords, stoppedWords } from '../../locales/es-CL/stopped-account.ts';
import { telephoneNow } from '../../locales/es-CL/telephone.ts';
import { STOLEN } from './motivo.ts';

/** What a page tells of a stopped account: the words that its mail and SMS have, and whether the telephone is answered now. */
export interface StoppedView extends StoppedWords {
  readonly by: ThawedBy;
  /** Undefined where nobody can tell. */
  readonly phoneNow: string | undefined;
}

/** The same for what opens it; without a profile the link leads to where one is chosen. */
export function stoppedView(by: ThawedBy, profile: Profile | undefined, now: Date): StoppedView {
  return { ...stoppedWords(by, profile), by, phoneNow: telephoneNow(now) };
}

/** The same of an account. */
export const stoppedViewOf = (account: Stopped, now: Date): StoppedView =>
  stoppedView(thawedBy(account), account.profile, now);

/** How the address of the page after «Detener mi cuenta» says which words it needs: the profile, and a theft. */
export function stoppedQuery({ profile, stolenAt }: Stopped): string {
  return `?perfil=${profile}${stolenAt ? `&${STOLEN}` : ''}`;
}

const profiles: readonly string[] = ['natural', 'juridica', 'migrante', 'facilitador'] satisfies Profile[];

/** The words for such an address; whatever else stands in it is taken for a person's. */
export function stoppedByQuery({ query }: Pick<Context, 'query'>, now: Date): StoppedView {
  const named = profiles.find((one) => one === query.perfil) as Profile | undefined;
  const stolenAt = STOLEN in query ? now : undefined;
  return stoppedView(thawedBy({ profile: named ?? 'natural', state: 'congelada', stolenAt }), named, now);
}
