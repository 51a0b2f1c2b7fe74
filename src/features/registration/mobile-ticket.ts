import type { Context } from 'koa';
import type { Account } from '../../domain/account.ts';
import { mobileToConfirm } from '../../domain/contacts.ts';
import { browserOf } from '../../http/page.ts';
import type { World } from '../../ports/world.ts';

const PURPOSE = 'confirm-mobile';
const HOUR_MS = 3_600_000;

/** Lets the browser that confirmed the e-mail confirm the mobile, too, for an hour. */
interface Ticket {
  readonly account: string;
  readonly browser: string;
  readonly until: number;
}

/** The ticket for an account whose e-mail was confirmed in this browser; undefined where there is no mobile to confirm. */
export function mobileTicket(world: World, ctx: Context, account: Account): string | undefined {
  if (!mobileToConfirm(account)) return undefined;
  const until = world.now().getTime() + HOUR_MS;
  const ticket: Ticket = { account: account.id, browser: browserOf(ctx), until };
  return world.tokens.pack(PURPOSE, ticket);
}

/** The account of a ticket, while it serves in this browser and its mobile is unconfirmed. */
export async function accountOfTicket(world: World, ctx: Context, packed: string): Promise<Account | undefined> {
  const ticket = world.tokens.unpack(PURPOSE, packed) as Ticket | undefined;
  if (!ticket || ticket.browser !== browserOf(ctx) || ticket.until < world.now().getTime()) return undefined;
  const account = await world.accounts.find(ticket.account);
  return account?.state === 'activa' && mobileToConfirm(account) ? account : undefined;
}
