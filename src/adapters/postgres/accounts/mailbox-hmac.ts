import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { KeyMaterial } from '../../secrets.ts';

/** Finds accounts that share a mailbox, however its address is written. */
export const mailboxHmac = (secrets: Pick<KeyMaterial, 'hmac'>, email: Email): Buffer =>
  secrets.hmac('throttle', 'mailbox-of-accounts', mailboxOf(email));
