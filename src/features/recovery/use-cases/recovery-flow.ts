import { type FlowSteps, flowSteps } from '../../../account/flow-steps.ts';
import { folioOfDispute } from '../../../account/folio-at-desk.ts';
import type { MailWay } from '../../../account/mail-way.ts';
import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import type { ContestReceipt } from '../../../domain/contest-receipt.ts';
import { nextStep, type RecoveryStep } from '../../../domain/recovery.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { JourneyOf } from '../../../ports/journeys.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';

/** A recovery under way, as the browser that began it identifies it. */
export type RecoveryOf = JourneyOf<StoredRecovery>;

/** The steps of Recuperar CS over its stored journeys. */
export const recoverySteps = ({ recoveries }: Pick<Deps, 'recoveries'>): FlowSteps<StoredRecovery, RecoveryStep> =>
  flowSteps('recovery', recoveries, nextStep);

/** Recuperar CS by mail. */
export const recoveryByMail = ({ recoveries }: Pick<Deps, 'recoveries'>): MailWay<StoredRecovery> => ({
  journey: 'recovery',
  journeys: recoveries,
  over: ({ sent }) => sent,
  path: '/recuperar/correo',
  pageOf: ({ profile, id }) => `/recuperar/${profile}/${id}`,
  leaving: (recovery) => turnTo(recovery, { mailOnly: true }),
  // What was shown and typed belongs to the browser where that happened: another one shows the card itself (rules,
  // Proof).
  elsewhere: (recovery) => ({
    ...recovery,
    question: recovery.question === 'none' ? 'none' : 'asked',
    representative: undefined,
    card: false,
    serial: undefined,
    cardAt: undefined,
    unproved: undefined,
    owned: undefined,
    sheet: undefined,
    sheetCode: undefined,
    contacts: undefined,
    email: 'unasked',
    detours: undefined,
  }),
});

/** The account of a recovery; none for an identifier without an account, which costs the same lookup (floor 2). */
export async function accountOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId }: Pick<StoredRecovery, 'accountId'>,
): Promise<Account | undefined> {
  return accounts.find(accountId ?? NO_ACCOUNT);
}

/** A contest of an account that is not decided, for the user who showed the card: no message is sent meanwhile. */
export async function standingContest(
  { pendingChanges, cases }: Pick<Deps, 'pendingChanges' | 'cases'>,
  account: Account,
): Promise<ContestReceipt | undefined> {
  if (!account.contest) return undefined;
  const hold = await pendingChanges.waiting(account.id, 'contest');
  if (hold) return { outcome: 'waiting', folio: hold.folio, until: hold.dueAt.toISOString() };
  // The act that brought the contest to the desk opened the case.
  return { outcome: 'desk', folio: (await folioOfDispute({ cases }, account.id)) ?? '' };
}
