import type { Account } from '../domain/account.ts';
import type { Notice } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';

/** Ids of messages by channel. */
export interface Told {
  readonly mail: string;
  readonly sms?: string | undefined;
}

/** Tells the holder of an account by every way on file: e-mail, and the mobile if there is one. */
export async function tellHolder(
  { notifier }: Pick<World, 'notifier'>,
  account: Account,
  notice: Notice,
): Promise<Told> {
  const { email, mobile, company } = account.personal;
  const phone = mobile ?? company?.representative.mobile;
  const mail = await notifier.send(notice, { channel: 'mail', to: email }, account.id);
  const sms = phone ? await notifier.send(notice, { channel: 'sms', to: phone }, account.id) : undefined;
  return { mail, sms };
}
