import type { Account } from '../domain/account.ts';
import type { CounterEffect } from '../domain/cases/counter-effect.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { deliverKey, type Fresh } from './deliver-key.ts';
import { endLostFactor } from './end-lost-factor.ts';
import { raiseIdentity } from './first-proof.ts';

/** What takes effect, since when its new e-mail is confirmed, and the key that was drawn for it. */
interface Decided {
  readonly effect: CounterEffect;
  readonly confirmedAt: Date | undefined;
  readonly fresh: Fresh | undefined;
}

/**
 * Puts into effect what two people of the staff decided about an account, but for its number: contacts, identity, lost
 * factors, and at last the key. Part of the caller's transaction, which has locked the account and tells its contacts.
 */
export async function putDecision(deps: Deps, account: Account, decided: Decided, visitor: Visitor): Promise<void> {
  const { effect, fresh } = decided;
  const replaced = await replaceContacts(deps, account, decided);
  const proved = effect.identity ? await raise(deps, replaced, effect, visitor) : replaced;
  if (effect.factors) await endLostFactor(deps, proved, effect.representative, visitor);
  if (!effect.key || !fresh) return;
  const sms = proved.profile === 'juridica' ? undefined : confirmedMobile(proved);
  await deliverKey(deps, proved, fresh, { proved: true, mail: true, sms });
}

/** The new mobile is unconfirmed until a code from it is typed at the next sign-in, and gets nothing before. */
async function replaceContacts(deps: Deps, account: Account, { effect, confirmedAt }: Decided): Promise<Account> {
  const { contacts } = effect;
  if (!contacts) return account;
  const changed = await deps.accounts.change(account.id, (latest) => ({
    ...withContacts(latest, contacts),
    confirmed: { ...latest.confirmed, ...(confirmedAt ? { email: confirmedAt } : {}) },
  }));
  return changed ?? account;
}

/** Without a new mobile the one on file stays, unless it may be the stolen one. */
function withContacts(account: Account, { email, mobile: given }: NonNullable<CounterEffect['contacts']>) {
  const { personal, stolenAt } = account;
  const { company } = personal;
  const mobile = given ?? (stolenAt ? undefined : mobileOf(account));
  if (!company) return { ...account, personal: { ...personal, email, mobile } };
  const representative = { ...company.representative, mobile };
  return { ...account, personal: { ...personal, email, company: { ...company, representative } } };
}

/** The notice of the decision tells the contacts; a mobile that was given with the document stays. */
const raise = (deps: Deps, account: Account, { contacts }: CounterEffect, visitor: Visitor): Promise<Account> =>
  raiseIdentity(deps, account, { visitor, keepMobile: contacts?.mobile !== undefined, notifiedWithKey: true });
