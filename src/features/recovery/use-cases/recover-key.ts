import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { continueByMail, type JourneyOf, recoveryByMail } from '../../../account/continue-by-mail.ts';
import { renewAnswer } from '../../../account/renew-hash.ts';
import { assertInForce, companyNow } from '../../../account/representation.ts';
import { tryRepresentative } from '../../../account/representative-tries.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { type Account, NOBODY } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { neverProved } from '../../../domain/identity.ts';
import { Secret } from '../../../domain/key.ts';
import {
  type ContestReceipt,
  type NewContacts,
  nextStep,
  type RecoveryStep,
  runOfCard,
  rutOfRecovery,
  turnTo,
} from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';

/** A recovery under way, as the browser that began it names it. */
export type RecoveryOf = JourneyOf;

/** The recovery, if it is this step's turn; throws `recovery-over` when it ran out or is not this browser's. */
export async function recoveryAt(
  { recoveries }: Pick<Deps, 'recoveries'>,
  { id, browser }: RecoveryOf,
  step: RecoveryStep,
): Promise<StoredRecovery> {
  const recovery = await recoveries.find(id, browser);
  if (!recovery) throw new Refusal('recovery-over');
  if (nextStep(recovery) !== step) throw new Refusal('recovery-elsewhere');
  return recovery;
}

/** Proves the secret answer: five tries a day and no more, and a right one shows and changes nothing (floor 6). */
export async function answerQuestion(deps: Deps, of: RecoveryOf, answer: string, visitor: Visitor): Promise<void> {
  const { accountId } = await recoveryAt(deps, of, 'question');
  const account = accountId ? await deps.accounts.find(accountId) : undefined;
  const { allowed, used, until } = await deps.throttles.consume(rateLimits.answersByAccount, account?.id ?? of.id);
  if (!allowed) throw new Refusal('too-many-answers', { until });
  const typed = new Secret(answer);
  const place = { purpose: 'answer', id: account?.id ?? NOBODY } as const;
  const right = await deps.hasher.matches(account?.question?.answerHash, typed, place);
  await deps.audit.record({ act: 'recovery.answered', accountId: account?.id, visitor, details: { right } });
  if (!right) throw new Refusal('answer-wrong', { left: Math.max(0, rateLimits.answersByAccount.limit - used) });
  if (account) await renewAnswer(deps, account, typed);
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'answered' }));
}

/** "No recuerdo la respuesta a mi pregunta secreta": the card is asked instead. */
export async function forgetAnswer(deps: Deps, of: RecoveryOf): Promise<void> {
  await recoveryAt(deps, of, 'question');
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'forgotten' }));
}

/**
 * Names a representative of the company. Whether the person is one is told only after that person's card was shown: else
 * anybody could ask one by one who represents it.
 */
export async function nameRepresentative(deps: Deps, of: RecoveryOf, run: Rut): Promise<void> {
  await recoveryAt(deps, of, 'representative');
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, representative: run }));
}

/**
 * Shows the number of the card in force: the person's own, or that of the representative who was named, and who must be
 * one of those whom the SII has in force (M-40, M-41, M-44; Unavailable when it is silent); else somebody else is named.
 */
export async function showCedula(
  deps: Deps,
  of: RecoveryOf,
  serial: CedulaSerial,
  visitor: CardVisitor,
): Promise<void> {
  const recovery = await recoveryAt(deps, of, 'serial');
  const { representative, profile, identifier, byMail } = recovery;
  const account = await accountOf(deps, recovery);
  const shownBy: CardVisitor = {
    page: recoveryByMail(deps).pageOf(recovery),
    ...visitor,
    browser: of.browser,
    account,
    byMail,
    codeFor: `${profile}:${identifier}`,
  };
  const run = runOfCard(recovery);
  const check = () => checkCedula(deps, run, serial, shownBy);
  if (representative) await showAsRepresentative(deps, of, recovery, shownBy, check);
  else await check();
  await assertOpensAfterTheft(deps, account, { run, serial });
  const contested = account && (await standingContest(deps, account));
  const cardAt = deps.now().toISOString();
  const unproved = account && neverProved(account);
  await deps.recoveries.change(of.id, of.browser, (latest) => ({
    ...latest,
    card: true,
    serial,
    cardAt,
    unproved,
    contested,
  }));
}

async function showAsRepresentative(
  deps: Deps,
  of: RecoveryOf,
  recovery: StoredRecovery,
  shownBy: CardVisitor,
  check: () => Promise<void>,
): Promise<void> {
  const { representative, named } = recovery;
  const company = rutOfRecovery(recovery);
  try {
    await tryRepresentative(deps, company, shownBy, async () => {
      await check();
      const inForce = named ?? (await askWhoRepresents(deps, of, company));
      if (!inForce.some((run) => run === representative)) throw new Refusal('not-representative');
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-representative')
      await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, representative: undefined }));
    throw error;
  }
}

/** Asks the SII, once for a recovery; throws M-41 and M-44. */
async function askWhoRepresents(deps: Deps, of: RecoveryOf, rut: Rut): Promise<readonly Rut[]> {
  const named = assertInForce(await companyNow(deps, rut)).representantes.map(({ run }) => run);
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, named }));
  return named;
}

/** "El email es correcto?"; «No» at an account that was never proved leads to the contest. */
export async function confirmAddress(deps: Deps, of: RecoveryOf, right: boolean): Promise<void> {
  await recoveryAt(deps, of, 'email');
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, email: right ? 'right' : 'wrong' }));
}

/** "Email Actual" and "Celular Actual", in the place of those on file; they wait out the hold (floor 5). */
export async function giveContacts(deps: Deps, of: RecoveryOf, contacts: NewContacts): Promise<void> {
  await recoveryAt(deps, of, 'contacts');
  await deps.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, contacts }));
}

/** «Continuar por correo» on a page that asks something else: the link takes its place. Throws `recovery-over`. */
export async function leaveForMail(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  await deps.recoveries.change(of.id, of.browser, (latest) =>
    latest.sent ? latest : turnTo(latest, { mailOnly: true }),
  );
  await continueByMail(deps, recoveryByMail(deps), of, visitor);
}

/** A contest of an account that is not settled, for who showed the card: nothing is sent meanwhile. */
export async function standingContest(deps: Deps, account: Account): Promise<ContestReceipt | undefined> {
  if (!account.contest) return undefined;
  const hold = await deps.holds.waiting(account.id, 'contest');
  const folio = hold?.folio ?? '';
  return hold ? { outcome: 'waiting', folio, until: hold.dueAt.toISOString() } : { outcome: 'desk', folio };
}

/** The account of a recovery; none for an identifier that nobody holds. */
export async function accountOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId }: Pick<StoredRecovery, 'accountId'>,
): Promise<Account | undefined> {
  return accountId === undefined ? undefined : accounts.find(accountId);
}
