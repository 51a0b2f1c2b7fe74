import type { Here } from '../../account/who-is-in.ts';
import { confirmedMobile, maskMobile } from '../../domain/contacts.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { maskEmail } from '../../domain/email.ts';
import type { Policy } from '../../domain/policy.ts';

/** A contact that can give the code of an enrolment, in part hidden, and the word of its button in the form. */
export interface CodeContact {
  readonly contact: ContactKind;
  readonly action: string;
  readonly masked: string;
}

/**
 * Where the code of an enrolment can be sent: the e-mail, and a confirmed mobile. The mobile of a company is that of one
 * representative, and is offered to no other.
 */
export function enrolmentContacts({ account, actor }: Pick<Here, 'account' | 'actor'>, { mask }: Policy) {
  const email: CodeContact = {
    contact: 'email',
    action: 'correo',
    masked: maskEmail(account.personal.email, mask),
  };
  const mobile = confirmedMobile(account);
  if (!mobile || account.personal.company?.representative.run !== actor?.run) return [email];
  return [email, { contact: 'mobile', action: 'celular', masked: maskMobile(mobile) } satisfies CodeContact];
}
