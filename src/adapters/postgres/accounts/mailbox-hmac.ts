import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { KeyMaterial } from '../../secrets.ts';

/** Finds accounts that share a mailbox, however its address is written: under today's key, which is written. */
export const mailboxHmac = (secrets: Pick<KeyMaterial, 'hmacs'>, email: Email): Buffer =>
  mailboxHmacs(secrets, email)[0];

/** The same under each of the keys, today's first: what an older one wrote is found again. */
export const mailboxHmacs = (secrets: Pick<KeyMaterial, 'hmacs'>, email: Email): readonly [Buffer, ...Buffer[]] =>
  secrets.hmacs('throttle', 'mailbox-of-accounts', mailboxOf(email)) as [Buffer, ...Buffer[]];
