import { codeContacts } from '../../account/dispute-pending-change.ts';
import type { Here } from '../../account/who-is-in.ts';
import type { Account } from '../../domain/account.ts';
import { confirmedMobile, maskMobile } from '../../domain/contacts.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { maskEmail } from '../../domain/email.ts';
import type { Policy } from '../../domain/policy.ts';

/** A contact that can give a code, in part hidden, and the word of its button in the form. */
export interface CodeContact {
  readonly contact: ContactKind;
  readonly action: string;
  readonly masked: string;
}

/**
 * Where a code for a second factor or a printed sheet can be sent: the contacts that were confirmed. The mobile of a
 * company is that of one representative, and is offered to no other.
 */
export const enrolmentContacts = (
  { account, actor }: Pick<Here, 'account' | 'actor'>,
  policy: Policy,
): readonly CodeContact[] =>
  codeContacts(account)
    .filter((contact) => contact === 'email' || account.personal.company?.representative.run === actor?.run)
    .map((contact) => ({
      contact,
      action: contact === 'email' ? 'correo' : 'celular',
      masked: masked(account, contact, policy),
    }));

function masked(account: Account, contact: ContactKind, { mask }: Policy): string {
  if (contact === 'email') return maskEmail(account.personal.email, mask);
  const mobile = confirmedMobile(account);
  return mobile ? maskMobile(mobile) : '';
}
