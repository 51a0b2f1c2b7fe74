import { renewAnswer } from '../../../account/renew-hash.ts';
import { NO_ACCOUNT } from '../../../domain/account.ts';
import { maskEmail, parseEmail } from '../../../domain/email.ts';
import { Secret } from '../../../domain/key.ts';
import type { NewContacts } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { accountOf, type RecoveryOf, recoverySteps } from './recovery-flow.ts';

/**
 * Proves the secret answer: five tries a day and no more, and a right one shows and changes nothing (floor 6). Gives
 * the recovery in its new state; throws `answer-wrong` and `too-many-answers`.
 */
export async function answerQuestion(
  deps: Deps,
  of: RecoveryOf,
  answer: string,
  visitor: Visitor,
): Promise<StoredRecovery> {
  const recovery = await recoverySteps(deps).at(of, 'question');
  const account = recovery.accountId ? await deps.accounts.find(recovery.accountId) : undefined;
  const { allowed, used, until } = await deps.throttles.consume(rateLimits.answersByAccount, account?.id ?? of.id);
  if (!allowed) throw new Refusal('too-many-answers', { until });
  const typed = new Secret(answer);
  const place = { purpose: 'answer', id: account?.id ?? NO_ACCOUNT } as const;
  const right = await deps.hasher.matches(account?.question?.answerHash, typed, place);
  await deps.audit.record({ act: 'recovery.answered', accountId: account?.id, visitor, details: { right } });
  if (!right) throw new Refusal('answer-wrong', { left: Math.max(0, rateLimits.answersByAccount.limit - used) });
  if (account) await renewAnswer(deps, account, typed);
  return recoverySteps(deps).advance(of, 'question', (latest) => ({ ...latest, question: 'answered' }));
}

/** "No recuerdo la respuesta a mi pregunta secreta": the card is asked instead. */
export async function forgetAnswer(deps: Deps, of: RecoveryOf): Promise<void> {
  await recoverySteps(deps).advance(of, 'question', (latest) => ({ ...latest, question: 'forgotten' }));
}

/**
 * Names a representative of the company. Whether the person is one is shown only after that person's card: otherwise
 * any caller could find out one by one who represents it.
 */
export async function nameRepresentative(deps: Deps, of: RecoveryOf, run: Rut): Promise<void> {
  await recoverySteps(deps).advance(of, 'representative', (latest) => ({ ...latest, representative: run }));
}

const LETTERS = 'abcdefghijlmnoprstuv';
const HOSTS = ['gmail.com', 'gmail.com', 'gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.es', 'correo.cl'] as const;

/**
 * The e-mail on file behind the mask of the policy (C4), for a user who showed the card. An identifier without an
 * account has one that stays the same for it, on every instance and after every start (C3).
 */
export async function maskedAddress(deps: Deps, recovery: StoredRecovery): Promise<string> {
  const account = await accountOf(deps, recovery);
  if (account) return maskEmail(account.personal.email, deps.policy.mask);
  const bytes = Buffer.from(deps.tokens.csrfToken('decoy', recovery.identifier), 'base64url');
  const local = [...bytes.subarray(0, 8)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return maskEmail(parseEmail(`${local}@${HOSTS[(bytes[8] ?? 0) % HOSTS.length]}`), deps.policy.mask);
}

/** "El email es correcto?"; «No» at an account that was never proved leads to the contest. */
export async function confirmAddress(deps: Deps, of: RecoveryOf, right: boolean): Promise<void> {
  const email = right ? 'right' : 'wrong';
  await recoverySteps(deps).advance(of, 'email', (latest) => ({ ...latest, email }));
}

/** "Email Actual" and "Celular Actual", which replace those on file after the waiting period (floor 5). */
export async function giveContacts(deps: Deps, of: RecoveryOf, contacts: NewContacts): Promise<void> {
  await recoverySteps(deps).advance(of, 'contacts', (latest) => ({ ...latest, contacts }));
}
