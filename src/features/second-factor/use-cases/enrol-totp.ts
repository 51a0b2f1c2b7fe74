import type { CardVisitor } from '../../../account/card-tries.ts';
import { credentialsOf } from '../../../account/prove-factor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Credential } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';
import { addFactor } from './add-factor.ts';
import type { PrintedCodes } from './fresh-codes.ts';
import { type Enrolling, type EnrolmentProof, holderOf, proveEnrolment } from './prove-enrolment.ts';

/** What is shown to enrol an app: digits of it, and what proves its holder. */
export type TotpEnrolment = EnrolmentProof & {
  readonly secret: string;
  readonly digits: string;
  readonly label: string;
};

/**
 * Enrols an authenticator app, and gives ten printed codes with the first factor for the day when it is lost. What can be
 * typed again is judged first, so that a slip spends nothing. Throws `factor-digits-wrong`, `factor-exists`, and what
 * `proveEnrolment` and `addFactor` throw.
 */
export async function enrolTotp(
  deps: Deps,
  who: Enrolling,
  typed: TotpEnrolment,
  visitor: CardVisitor,
): Promise<PrintedCodes> {
  const { secret, digits, label } = typed;
  const step = deps.totp.stepOf(secret, digits, 0);
  if (step === undefined) throw new Refusal('factor-digits-wrong');
  assertNone(await credentialsOf(deps, holderOf(who)));
  const enrolled = await proveEnrolment(deps, who, typed, visitor);
  const totp = { kind: 'totp', content: { secret }, label, step, before: assertNone } as const;
  return addFactor(deps, who, enrolled, totp, visitor);
}

function assertNone(all: readonly Credential[]): void {
  if (all.some(({ kind }) => kind === 'totp')) throw new Refusal('factor-exists');
}
