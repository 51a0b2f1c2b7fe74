import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { IssuerChecks } from '../../../ports/staff-issuer.ts';

const PURPOSE = 'staff-issuer';
const MINUTES = 10;

/** A sign-in at the issuer that is under way, sealed as its `state`: only this browser ends it. */
interface UnderWay {
  readonly browser: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly at: number;
  /** The member who opened a link to the enrolment: the person who signs in is bound to them. */
  readonly enrols?: string | undefined;
}

type Needs = Pick<Deps, 'tokens' | 'now'>;

/** The checks of a new sign-in, whose `state` carries the others. */
export function beginIssuerTicket(
  { tokens, now }: Needs,
  fresh: Pick<IssuerChecks, 'nonce' | 'verifier'>,
  browser: string,
  enrols: string | undefined,
): IssuerChecks {
  const underWay: UnderWay = { ...fresh, browser, at: now().getTime(), enrols };
  return { ...fresh, state: tokens.pack(PURPOSE, underWay) };
}

/** Opens a `state` and spends it, once for all servers (floor 11). Throws `desk-issuer-stale`. */
export async function spendIssuerTicket(
  { tokens, now, throttles }: Needs & Pick<Deps, 'throttles'>,
  state: string,
  browser: string,
): Promise<UnderWay> {
  const underWay = tokens.unpack(PURPOSE, state) as UnderWay | undefined;
  const isOwn = underWay?.browser === browser && now().getTime() - underWay.at < MINUTES * 60_000;
  if (!underWay || !isOwn) throw new Refusal('desk-issuer-stale');
  const { allowed } = await throttles.consume(rateLimits.staffIssuerStateSpent, underWay.nonce);
  if (!allowed) throw new Refusal('desk-issuer-stale');
  return underWay;
}
