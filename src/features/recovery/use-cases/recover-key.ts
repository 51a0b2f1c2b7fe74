import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { continueByMail, type JourneyOf, recoveryByMail } from '../../../account/continue-by-mail.ts';
import { renewAnswer } from '../../../account/renew-hash.ts';
import { assertInForce, companyNow } from '../../../account/representation.ts';
import { tryRepresentative } from '../../../account/representative-tries.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { type Account, NOBODY, rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { neverProved } from '../../../domain/identity.ts';
import { PlainKey } from '../../../domain/key.ts';
import {
  type ContestReceipt,
  type NewContacts,
  nextStep,
  type RecoveryStep,
  turnTo,
} from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { budgets } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import type { World } from '../../../ports/world.ts';

/** A recovery under way, as the browser that began it names it. */
export type RecoveryOf = JourneyOf;

/** The recovery, if it is this step's turn; throws `recovery-over` when it ran out or is not this browser's. */
export async function recoveryAt(
  { recoveries }: Pick<World, 'recoveries'>,
  { id, browser }: RecoveryOf,
  step: RecoveryStep,
): Promise<StoredRecovery> {
  const recovery = await recoveries.find(id, browser);
  if (!recovery) throw new Refusal('recovery-over');
  if (nextStep(recovery) !== step) throw new Refusal('recovery-elsewhere');
  return recovery;
}

/** Proves the secret answer: five tries a day and no more, and a right one shows and changes nothing (floor 6). */
export async function answerQuestion(world: World, of: RecoveryOf, answer: string, visitor: Visitor): Promise<void> {
  const { accountId } = await recoveryAt(world, of, 'question');
  const account = accountId ? await world.accounts.find(accountId) : undefined;
  const { allowed, used, until } = await world.throttles.take(budgets.answersByAccount, account?.id ?? of.id);
  if (!allowed) throw new Refusal('too-many-answers', { until });
  const typed = new PlainKey(answer);
  const place = { purpose: 'answer', id: account?.id ?? NOBODY } as const;
  const right = await world.hasher.matches(account?.question?.answerHash, typed, place);
  await world.audit.record({ act: 'recovery.answered', accountId: account?.id, visitor, details: { right } });
  if (!right) throw new Refusal('answer-wrong', { left: Math.max(0, budgets.answersByAccount.limit - used) });
  if (account) await renewAnswer(world, account, typed);
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'answered' }));
}

/** "No recuerdo la respuesta a mi pregunta secreta": the card is asked instead. */
export async function forgetAnswer(world: World, of: RecoveryOf): Promise<void> {
  await recoveryAt(world, of, 'question');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'forgotten' }));
}

/**
 * Names a representative of the company. Whether the person is one is told only after that person's card was shown: else
 * anybody could ask one by one who represents it.
 */
export async function nameRepresentative(world: World, of: RecoveryOf, run: Rut): Promise<void> {
  await recoveryAt(world, of, 'representative');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, representative: run }));
}

/**
 * Shows the number of the card in force: the person's own, or that of the representative who was named, and who must be
 * one of those whom the SII has in force (M-40, M-41, M-44; Unavailable when it is silent); else somebody else is named.
 */
export async function showCedula(
  world: World,
  of: RecoveryOf,
  serial: CedulaSerial,
  visitor: CardVisitor,
): Promise<void> {
  const recovery = await recoveryAt(world, of, 'serial');
  const { representative, profile, identifier, byMail } = recovery;
  const account = await accountOf(world, recovery);
  const shownBy: CardVisitor = {
    page: recoveryByMail(world).pageOf(recovery),
    ...visitor,
    browser: of.browser,
    account,
    byMail,
    codeFor: `${profile}:${identifier}`,
  };
  const run = representative ?? rutOf({ kind: 'RUN', identifier });
  const check = () => checkCedula(world, run, serial, shownBy);
  if (representative) await showAsRepresentative(world, of, recovery, shownBy, check);
  else await check();
  await assertOpensAfterTheft(world, account, { run, serial });
  const contested = account && (await standingContest(world, account));
  const cardAt = world.now().toISOString();
  const unproved = account && neverProved(account);
  await world.recoveries.change(of.id, of.browser, (latest) => ({
    ...latest,
    card: true,
    serial,
    cardAt,
    unproved,
    contested,
  }));
}

async function showAsRepresentative(
  world: World,
  of: RecoveryOf,
  { identifier, representative, named }: StoredRecovery,
  shownBy: CardVisitor,
  check: () => Promise<void>,
): Promise<void> {
  const company = rutOf({ kind: 'RUT', identifier });
  try {
    await tryRepresentative(world, company, shownBy, async () => {
      await check();
      const inForce = named ?? (await askWhoRepresents(world, of, company));
      if (!inForce.includes(representative as Rut)) throw new Refusal('not-representative');
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-representative')
      await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, representative: undefined }));
    throw error;
  }
}

/** Asks the SII, once for a recovery; throws M-41 and M-44. */
async function askWhoRepresents(world: World, of: RecoveryOf, rut: Rut): Promise<readonly Rut[]> {
  const named = assertInForce(await companyNow(world, rut)).representantes.map(({ run }) => run);
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, named }));
  return named;
}

/** "El email es correcto?"; «No» at an account that was never proved leads to the contest. */
export async function confirmAddress(world: World, of: RecoveryOf, right: boolean): Promise<void> {
  await recoveryAt(world, of, 'email');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, email: right ? 'right' : 'wrong' }));
}

/** "Email Actual" and "Celular Actual", in the place of those on file; they wait out the hold (floor 5). */
export async function giveContacts(world: World, of: RecoveryOf, contacts: NewContacts): Promise<void> {
  await recoveryAt(world, of, 'contacts');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, contacts }));
}

/** «Continuar por correo» on a page that asks something else: the link takes its place. Throws `recovery-over`. */
export async function leaveForMail(world: World, of: RecoveryOf, visitor: Visitor): Promise<void> {
  await world.recoveries.change(of.id, of.browser, (latest) =>
    latest.sent ? latest : turnTo(latest, { mailOnly: true }),
  );
  await continueByMail(world, recoveryByMail(world), of, visitor);
}

/** A contest of an account that is not settled, for who showed the card: nothing is sent meanwhile. */
export async function standingContest(world: World, account: Account): Promise<ContestReceipt | undefined> {
  if (!account.contest) return undefined;
  const hold = await world.holds.waiting(account.id, 'contest');
  const folio = hold?.folio ?? '';
  return hold ? { outcome: 'waiting', folio, until: hold.dueAt.toISOString() } : { outcome: 'desk', folio };
}

/** The account of a recovery; none for an identifier that nobody holds. */
export async function accountOf(
  { accounts }: Pick<World, 'accounts'>,
  { accountId }: Pick<StoredRecovery, 'accountId'>,
): Promise<Account | undefined> {
  return accountId === undefined ? undefined : accounts.find(accountId);
}
