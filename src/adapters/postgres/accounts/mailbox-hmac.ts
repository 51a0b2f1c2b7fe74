import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { Secrets } from '../../secrets.ts';

/** What accounts are found by that share a mailbox, however its address is written. */
export const mailboxHmac = (secrets: Pick<Secrets, 'hmac'>, email: Email): Buffer =>
  secrets.hmac('throttle', 'mailbox-of-accounts', mailboxOf(email));
