import type { Context } from 'koa';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import type { Deps } from '../../ports/deps.ts';
import { ticketIn } from './tickets.ts';
import { accountOf } from './use-cases/case-deps.ts';
import { findToRead } from './use-cases/find-to-read.ts';
import { isReservedHolder } from './use-cases/reserved-case.ts';

/**
 * The folio of the case that the member has opened; `closed` where its account is in the public eye, and the case was
 * not opened in an emergency, or its minutes are over: an answered right too, which can still be read. Undefined for an
 * address that opens none.
 */
export async function openedCase(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
): Promise<{ readonly folio: string; readonly closed: boolean } | undefined> {
  const opened = ticketIn(deps, ctx, here, 'caso');
  if (!opened) return undefined;
  const { folio, until = 0 } = opened;
  const one = await findToRead(deps, folio);
  const closed = one !== undefined && (await isReservedHolder(deps, await accountOf(deps, one)));
  return { folio, closed: closed && until <= deps.now().getTime() };
}
