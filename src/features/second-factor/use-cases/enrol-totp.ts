import { type CodeOf, proveAccountCode } from '../../../account/account-code.ts';
import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import { freshCodes, type PrintedCodes } from './fresh-codes.ts';
import { assertFactorsMayChange } from './may-change.ts';
import { noteFactor } from './note-factor.ts';

/** What is shown to enrol an app: digits of it, a code from a contact, and the card where the identity rests on one. */
export interface TotpEnrolment {
  readonly secret: string;
  readonly digits: string;
  readonly label: string;
  readonly contact: CodeOf['contact'];
  readonly contactCode: string;
  readonly serial: CedulaSerial | undefined;
  readonly browser: string;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/** Who enrols: the account, and who acts for a company. */
export type Enrolling = Pick<FactorHolder, 'account'> & { readonly actor: Actor | undefined };

/** Whether the card is asked at an enrolment: where the identity was proved by it (rules, Second factor). */
export const asksCard = ({ account, actor }: Enrolling): boolean =>
  (actor?.identidad ?? account.identidad) === 'documento' && account.kind !== 'NIE';

/**
 * Enrols an authenticator app and gives ten printed codes for the day when it is lost. The key alone never does it: a
 * code from a confirmed contact is needed, and the card where the identity was proved by one. What can be typed again
 * is judged first, so that a slip spends nothing. Throws `factor-code-wrong`, `factor-exists`, `factor-rests`, what the card and the
 * contact's code throw, and `account-frozen` or `key-stale` where the account changed meanwhile.
 */
export async function enrolTotp(
  deps: Deps,
  who: Enrolling,
  typed: TotpEnrolment,
  visitor: CardVisitor,
): Promise<PrintedCodes> {
  const holder = { account: who.account, actor: who.actor?.subject };
  const step = deps.totp.stepOf(typed.secret, typed.digits, 0);
  if (step === undefined) throw new Refusal('factor-code-wrong');
  await assertNone(deps, holder);
  await assertFactorsMayChange(deps, holder);
  const cardAt = await showCard(deps, who, typed, visitor);
  await proveAccountCode(deps, { ...typed, account: who.account, purpose: 'second-factor' }, typed.contactCode);
  const codes = await freshCodes(deps, holder);
  const { id, keyChangedAt } = who.account;
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(id);
    if (account?.state !== 'activa') throw accountStopped(account, deps.now());
    if (account.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw new Refusal('key-stale');
    await assertNone(deps, holder);
    await assertFactorsMayChange(deps, holder);
    const totp = {
      id: crypto.randomUUID(),
      kind: 'totp',
      accountId: id,
      actor: holder.actor,
      content: { secret: typed.secret },
      label: typed.label,
      cardAt,
    } as const;
    await deps.credentials.add([totp, ...codes.rows]);
    await deps.credentials.use(totp.id, step);
    await noteFactor(deps, { ...holder, account }, 'added', 'totp', visitor);
  });
  return codes.printed;
}

async function assertNone(deps: Deps, holder: FactorHolder): Promise<void> {
  if ((await credentialsOf(deps, holder)).some(({ kind }) => kind === 'totp')) throw new Refusal('factor-exists');
}

/** When the card was shown; undefined where none is asked. Throws `serial-missing` and what a wrong card throws. */
async function showCard(
  deps: Deps,
  who: Enrolling,
  { serial, device }: TotpEnrolment,
  visitor: CardVisitor,
): Promise<Date | undefined> {
  if (!asksCard(who)) return undefined;
  if (!serial) throw new Refusal('serial-missing');
  const { account, actor } = who;
  const shownBy = { ...visitor, cookie: device, account, codeFor: account.id };
  await checkCedula(deps, actor?.run ?? rutOf(account), serial, shownBy);
  return deps.now();
}
