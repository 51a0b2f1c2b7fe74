import type { ProvedFactor } from '../domain/acr-values.ts';
import { amrOf } from '../domain/passkey.ts';
import { isFactor, reachesLevel } from '../domain/second-factor.ts';
import type { Deps } from '../ports/deps.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';

const PURPOSE = 'fresh-factor';

/** Minutes for which a factor that was proved at its enrolment is not asked again. */
const MINUTES = 10;

/** Where a proof holds: in this browser, for this sign-in. */
export interface FreshPlace {
  readonly browser: string;
  /** Uid of the sign-in. */
  readonly uid: string;
}

interface Sealed extends FreshPlace {
  readonly account: string;
  readonly actor: string | undefined;
  /** In milliseconds. */
  readonly at: number;
}

/** Seals that a holder proved a factor at this instant, while enrolling it in the middle of a sign-in. */
export function packFreshFactor(
  { tokens }: Pick<Deps, 'tokens'>,
  { account, actor }: FactorHolder,
  { browser, uid }: FreshPlace,
  at: Date,
): string {
  const sealed: Sealed = { account: account.id, actor, browser: mark(tokens, browser), uid, at: at.getTime() };
  return tokens.pack(PURPOSE, sealed);
}

/**
 * The factor that this holder proved less than ten minutes ago for this sign-in and in this browser, where it reaches the
 * level of two factors; undefined if there is none.
 */
export async function freshFactor(
  deps: Pick<Deps, 'tokens' | 'credentials' | 'now'>,
  holder: FactorHolder,
  { browser, uid }: FreshPlace,
  typed: string,
): Promise<ProvedFactor | undefined> {
  const sealed = deps.tokens.unpack(PURPOSE, typed) as Sealed | undefined;
  const { account, actor } = holder;
  const own = sealed?.account === account.id && sealed.actor === actor && sealed.uid === uid;
  if (!sealed || !own || sealed.browser !== mark(deps.tokens, browser)) return undefined;
  const now = deps.now();
  if (now.getTime() - sealed.at >= MINUTES * 60_000) return undefined;
  const newest = (await credentialsOf(deps, holder)).filter(isFactor).at(-1);
  if (!newest || !reachesLevel(newest, now)) return undefined;
  return newest.kind === 'passkey'
    ? { by: 'passkey', reaches: true, amr: amrOf(newest.content) }
    : { by: 'totp', reaches: true };
}

const mark = (tokens: Deps['tokens'], browser: string): string => tokens.csrfToken(browser, PURPOSE);
