import type { Context } from 'koa';
import type { Account } from '../../domain/account.ts';
import { mobileToConfirm } from '../../domain/contacts.ts';
import { browserOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';

const PURPOSE = 'confirm-mobile';
const HOUR_MS = 3_600_000;

/** Lets the browser that confirmed the e-mail confirm the mobile, too, for an hour. */
interface Ticket {
  readonly account: string;
  readonly browser: string;
  readonly until: number;
}

/** The ticket for an account whose e-mail was confirmed in this browser; undefined where there is no mobile to confirm. */
export function mobileTicket(deps: Deps, ctx: Context, account: Account): string | undefined {
  if (!mobileToConfirm(account)) return undefined;
  const until = deps.now().getTime() + HOUR_MS;
  const ticket: Ticket = { account: account.id, browser: browserOf(ctx), until };
  return deps.tokens.pack(PURPOSE, ticket);
}

/** The account of a ticket, while it is valid in this browser and its mobile is unconfirmed. */
export async function accountOfTicket(deps: Deps, ctx: Context, packed: string): Promise<Account | undefined> {
  const ticket = deps.tokens.unpack(PURPOSE, packed) as Ticket | undefined;
  if (!ticket || ticket.browser !== browserOf(ctx) || ticket.until < deps.now().getTime()) return undefined;
  const account = await deps.accounts.find(ticket.account);
  return account?.state === 'activa' && mobileToConfirm(account) ? account : undefined;
}
