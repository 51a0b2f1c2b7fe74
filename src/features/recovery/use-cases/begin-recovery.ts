import { around } from '../../../account/network-room.ts';
import type { Account, Identifier } from '../../../domain/account.ts';
import { blocksOf } from '../../../domain/network.ts';
import type { RecoveringProfile } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';

/** The data with which a recovery begins. */
export interface RecoveryBeginning {
  readonly profile: RecoveringProfile;
  readonly identifier: Identifier;
  /** Id of the browser that the recovery is bound to. */
  readonly browser: string;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
  /** Whether the user asked to continue by e-mail instead of the captcha. */
  readonly mailOnly: boolean;
}

/**
 * Begins a recovery and gives its id. That an identifier has no account is shown under C3 while the network's budget
 * lasts (`person-unknown`); past it, and in `segura`, the pages are those of any identifier, and no message is ever
 * sent.
 */
export async function beginRecovery(deps: Deps, asked: RecoveryBeginning, visitor: Visitor): Promise<string> {
  const found = await deps.accounts.findByIdentifier(asked.profile, asked.identifier);
  const account = found && recoverable.has(found.state) ? found : undefined;
  await assertMayBegin(deps, asked, account, visitor);
  await assertKnown(deps, asked, found, visitor);
  await deps.audit.record({ act: 'recovery.begun', accountId: account?.id, subject: account?.subject, visitor });
  return deps.recoveries.begin(stateOf(deps, asked, account), asked.browser);
}

/** A frozen account is recovered by the card; pending and suspended ones count as no account here. */
const recoverable = new Set<Account['state']>(['activa', 'bloqueada_temporal', 'congelada']);

/**
 * A browser that the account knows has a budget of its own, and is not limited by its network; every other one spends
 * the budget of (identifier, network), so that requests from other networks do not block the owner (floor 8).
 */
async function assertMayBegin(
  deps: Deps,
  asked: RecoveryBeginning,
  account: Account | undefined,
  { network }: Visitor,
): Promise<void> {
  const { profile, identifier, device, mailOnly } = asked;
  const known = account && deps.devices.recognise(device, account);
  const who = [`${profile}:${identifier}`, blocksOf(network).site];
  const own = mailOnly ? [rateLimits.recoveryByMailbox] : [rateLimits.recoveryByIdentifier, rateLimits.recoveryDaily];
  const strangers = [
    ...own.map((rateLimit) => ({ rateLimit, by: who })),
    { rateLimit: rateLimits.recoveryByNetwork, by: [network] },
    { rateLimit: rateLimits.recoveryByNetworkLonger, by: [network] },
  ];
  const owners = [{ rateLimit: rateLimits.recoveryByDevice, by: [account?.id ?? '', known ?? ''] }];
  const consumed = await consumeAll(deps.throttles, known ? owners : strangers);
  const { spent } = consumed;
  if (!spent) return;
  await consumed.refund();
  const of = spent.rateLimit.by === 'network' ? 'network' : known ? 'browser' : 'identifier';
  throw new Refusal('recovery-paused', { of, profile, until: spent.until });
}

const isKnown = ({ devices }: Deps, { device }: RecoveryBeginning, account: Account): boolean =>
  devices.recognise(device, account) !== undefined;

/**
 * Both cases write the same rows; for a known identifier they count on rows that are never read. A blocked account
 * counts as known: its pages are those of any identifier, and no message is sent.
 */
async function assertKnown(
  { throttles, policy }: Deps,
  { profile }: RecoveryBeginning,
  found: Account | undefined,
  visitor: Visitor,
): Promise<void> {
  const known = found !== undefined && found.state !== 'pendiente_correo';
  const limits = around(rateLimits.unknownByNetwork, visitor.network, 'hard', known ? 'known:' : '');
  const { spent } = await consumeAll(throttles, limits);
  if (!known && policy.tellsUnknownAtRecovery && !spent) throw new Refusal('person-unknown', { profile });
}

function stateOf(deps: Deps, asked: RecoveryBeginning, account: Account | undefined): Omit<StoredRecovery, 'id'> {
  const { policy } = deps;
  const { profile, identifier, mailOnly } = asked;
  // Under `segura` no question is asked, and a frozen account is thawed by the card alone.
  const asks = policy.asksQuestion && account?.question && account.state !== 'congelada';
  return {
    profile,
    identifier,
    accountId: account?.id,
    questionId: asks ? account.question?.id : undefined,
    question: asks ? 'asked' : 'none',
    cardAlways: profile === 'juridica' && (policy.companyCardAlways || account?.keyNeedsCard === true),
    card: false,
    mailOnly,
    byMail: false,
    email: 'unasked',
    sent: false,
    fromKnownDevice: account !== undefined && isKnown(deps, asked, account),
  };
}
