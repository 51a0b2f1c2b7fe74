import type { Account } from '../domain/account.ts';
import { confirmedMobile, confirmedRepresentativeEmail } from '../domain/contacts.ts';
import type { Notice } from '../ports/notice.ts';
import type { Recipient } from '../ports/notifier.ts';
import type { World } from '../ports/world.ts';

/** Ids of messages by channel. */
export interface Told {
  readonly mail: string;
  readonly sms?: string | undefined;
}

/** A notice for each contact alike, or one made for each: a link in it is that contact's own (floor 7). */
export type NoticeFor = Notice | ((to: Recipient['to']) => Promise<Notice>);

/** Sends one contact its notice; gives the id of the message. */
export async function tellContact(
  { notifier }: Pick<World, 'notifier'>,
  { id }: Pick<Account, 'id'>,
  notice: NoticeFor,
  to: Recipient,
): Promise<string> {
  return notifier.send(typeof notice === 'function' ? await notice(to.to) : notice, to, id);
}

/** Tells the holder of an account by every confirmed contact: e-mail, and the mobile where a code from it was typed. */
export async function tellHolder(world: Pick<World, 'notifier'>, account: Account, notice: NoticeFor): Promise<Told> {
  const phone = confirmedMobile(account);
  const mail = await tellContact(world, account, notice, { channel: 'mail', to: account.personal.email });
  const sms = phone ? await tellContact(world, account, notice, { channel: 'sms', to: phone }) : undefined;
  return { mail, sms };
}

/** Tells whoever represents a company by the confirmed contacts of the own; of other profiles nobody is told. */
export async function tellRepresentative(
  world: Pick<World, 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<void> {
  if (account.profile !== 'juridica') return;
  const email = confirmedRepresentativeEmail(account);
  const phone = confirmedMobile(account);
  if (email) await tellContact(world, account, notice, { channel: 'mail', to: email });
  if (phone) await tellContact(world, account, notice, { channel: 'sms', to: phone });
}
