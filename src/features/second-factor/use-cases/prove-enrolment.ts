import { type CodeOf, proveAccountCode } from '../../../account/account-code.ts';
import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { type FactorShown, proveHeld } from '../../../account/prove-held.ts';
import { rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertFactorsMayChange } from './may-change.ts';

/** Who enrols: the account, and who acts for a company. */
export type Enrolling = Pick<FactorHolder, 'account'> & { readonly actor: Actor | undefined };

/** What proves a holder without a factor: a code from a contact, and the card where the identity rests on one. */
export interface ContactProof {
  readonly contact: CodeOf['contact'];
  readonly contactCode: string;
  readonly serial: CedulaSerial | undefined;
  readonly browser: string;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/** The same, or a factor that the holder has already. */
export type EnrolmentProof = ContactProof | { readonly factor: FactorShown };

/** What was proved for an enrolment. */
export interface Enrolled {
  /** Whether the holder had no factor. */
  readonly first: boolean;
  /** When the card was shown for it, or for the factor that vouched for it. */
  readonly cardAt: Date | undefined;
}

export const holderOf = ({ account, actor }: Enrolling): FactorHolder => ({ account, actor: actor?.subject });

/** Whether the card is asked at an enrolment: where the identity was proved by it (rules, Second factor). */
export const asksCard = ({ account, actor }: Enrolling): boolean =>
  (actor?.identidad ?? account.identidad) === 'documento' && account.kind !== 'NIE';

/**
 * Proves that a holder may enrol a factor. A first one needs a code from a confirmed contact and the card where the
 * identity was proved by one: the key alone never does it. A further one needs one that exists, so that key, card and
 * mailbox never go around it. Throws `factor-rests`, `factor-needed`, `factor-missing`, and what the card, the code or the factor throws.
 */
export async function proveEnrolment(
  deps: Deps,
  who: Enrolling,
  shown: EnrolmentProof,
  visitor: CardVisitor,
): Promise<Enrolled> {
  await assertFactorsMayChange(deps, who);
  const factors = (await credentialsOf(deps, holderOf(who))).filter(isFactor);
  if ('factor' in shown) {
    if (factors.length === 0) throw new Refusal('factor-missing');
    await proveHeld(deps, holderOf(who), shown.factor, visitor);
    return { first: false, cardAt: factors.find(({ cardAt }) => cardAt)?.cardAt };
  }
  if (factors.length > 0) throw new Refusal('factor-needed');
  const cardAt = await showCard(deps, who, shown, visitor);
  await proveAccountCode(deps, { ...shown, account: who.account, purpose: 'second-factor' }, shown.contactCode);
  return { first: true, cardAt };
}

/** When the card was shown; undefined where none is asked. Throws `serial-missing` and what a wrong card throws. */
async function showCard(
  deps: Deps,
  who: Enrolling,
  { serial, device }: ContactProof,
  visitor: CardVisitor,
): Promise<Date | undefined> {
  if (!asksCard(who)) return undefined;
  if (!serial) throw new Refusal('serial-missing');
  const { account, actor } = who;
  const shownBy = { ...visitor, cookie: device, account, codeFor: account.id };
  await checkCedula(deps, actor?.run ?? rutOf(account), serial, shownBy);
  return deps.now();
}
