import type { Context } from 'koa';
import type { Profile } from '../../domain/account.ts';
import { type Stopped, type ThawedBy, thawedBy } from '../../domain/stopped-account.ts';
import type { Catalogue, StoppedWords } from '../../locales/locale.ts';
import { STOLEN } from './motivo.ts';

/** What a page shows of a stopped account: the texts of its mail and SMS, and whether the telephone is answered now. */
interface StoppedView extends StoppedWords {
  readonly by: ThawedBy;
  /** Undefined where that is not known. */
  readonly phoneNow: string | undefined;
}

/** The same by what opens it; without a profile the link leads to the choice of one. */
export function stoppedView(
  { stopped, telephone }: Catalogue,
  by: ThawedBy,
  profile: Profile | undefined,
  now: Date,
): StoppedView {
  return { ...stopped(by, profile), by, phoneNow: telephone.now(now) };
}

/** The same for an account. */
export const stoppedViewOf = (texts: Catalogue, account: Stopped, now: Date): StoppedView =>
  stoppedView(texts, thawedBy(account), account.profile, now);

/** How the address of the page after «Detener mi cuenta» encodes which texts it needs: the profile, and a theft. */
export function stoppedQuery({ profile, stolenAt }: Stopped): string {
  return `?perfil=${profile}${stolenAt ? `&${STOLEN}` : ''}`;
}

const profiles: readonly string[] = ['natural', 'juridica', 'migrante', 'facilitador'] satisfies Profile[];

/** The texts for such an address; any other value is read as a person's. */
export function stoppedByQuery(texts: Catalogue, { query }: Pick<Context, 'query'>, now: Date): StoppedView {
  const named = profiles.find((one) => one === query.perfil) as Profile | undefined;
  const stolenAt = STOLEN in query ? now : undefined;
  return stoppedView(texts, thawedBy({ profile: named ?? 'natural', state: 'congelada', stolenAt }), named, now);
}
