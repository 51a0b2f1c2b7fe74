import type { Context } from 'koa';
import type { DeskReason } from '../../domain/desk.ts';
import { isOwnAccount } from '../../domain/own-account.ts';
import { isReserved } from '../../domain/reservation.ts';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import type { Deps } from '../../ports/deps.ts';
import { ticketIn } from './tickets.ts';

/** A sheet that the member has opened. */
interface OpenedSheet {
  readonly id: string;
  readonly reason: DeskReason;
  readonly emergency?: true | undefined;
}

/**
 * The sheet of the address; undefined for a ticket that opens none, for the member's own account, and for one that was
 * marked since, unless it was opened in an emergency.
 */
export async function openedSheet(deps: Deps, ctx: Context, here: DeskHere): Promise<OpenedSheet | undefined> {
  const opened = ticketIn(deps, ctx, here, 'sheet');
  if (!opened || opened.emergency) return opened;
  const account = await deps.accounts.find(opened.id);
  if (account && isOwnAccount(here.member.run, account)) return undefined;
  return isReserved(await deps.reservedAccounts.find(opened.id)) ? undefined : opened;
}
