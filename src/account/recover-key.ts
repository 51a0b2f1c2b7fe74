import { type Account, rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { PlainKey } from '../domain/key.ts';
import { type NewContacts, nextStep, type RecoveryStep } from '../domain/recovery.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { StoredRecovery } from '../ports/recoveries.ts';
import type { World } from '../ports/world.ts';
import { checkCedula } from './check-cedula.ts';
import type { JourneyOf } from './continue-by-mail.ts';
import { assertRepresents, companyNow } from './representation.ts';

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
  const right = await world.hasher.matches(account?.question?.answerHash, new PlainKey(answer));
  await world.audit.record({ act: 'recovery.answered', accountId: account?.id, visitor, details: { right } });
  if (!right) throw new Refusal('answer-wrong', { left: Math.max(0, budgets.answersByAccount.limit - used) });
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'answered' }));
}

/** "No recuerdo la respuesta a mi pregunta secreta": the card is asked instead. */
export async function forgetAnswer(world: World, of: RecoveryOf): Promise<void> {
  await recoveryAt(world, of, 'question');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, question: 'forgotten' }));
}

/** Names a representative of the company whom the SII has in force now (M-40, M-41, M-44; Unavailable when it is silent). */
export async function nameRepresentative(world: World, of: RecoveryOf, run: Rut): Promise<void> {
  const recovery = await recoveryAt(world, of, 'representative');
  assertRepresents(await companyNow(world, rutOf({ kind: 'RUT', identifier: recovery.identifier })), run);
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, representative: run }));
}

/** Shows the number of the card in force: the person's own, or that of the representative who was named. */
export async function showCedula(world: World, of: RecoveryOf, serial: CedulaSerial, visitor: Visitor): Promise<void> {
  const { representative, identifier } = await recoveryAt(world, of, 'serial');
  await checkCedula(world, representative ?? rutOf({ kind: 'RUN', identifier }), serial, visitor);
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, card: true, serial }));
}

/** "El email es correcto?" */
export async function confirmAddress(world: World, of: RecoveryOf, right: boolean): Promise<void> {
  await recoveryAt(world, of, 'email');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, email: right ? 'right' : 'wrong' }));
}

/** "Email Actual" and "Celular Actual", in the place of those on file; they wait out the hold (floor 5). */
export async function giveContacts(world: World, of: RecoveryOf, contacts: NewContacts): Promise<void> {
  await recoveryAt(world, of, 'contacts');
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, contacts }));
}

/** The account of a recovery; none for an identifier that nobody holds. */
export async function accountOf(
  { accounts }: Pick<World, 'accounts'>,
  { accountId }: Pick<StoredRecovery, 'accountId'>,
): Promise<Account | undefined> {
  return accountId === undefined ? undefined : accounts.find(accountId);
}
