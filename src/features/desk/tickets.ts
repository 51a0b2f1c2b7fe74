import type { Context } from 'koa';
import { type DeskQuery, type DeskReason, SHEET_MINUTES } from '../../domain/desk.ts';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import { type DeskTicket, openForDesk, packForDesk } from '../../http/staff/desk-ticket.ts';
import type { Deps } from '../../ports/deps.ts';

/** What the address of each page of the desk carries: accounts by id, and never a number or an address of a person. */
interface Carried {
  readonly found: { readonly by: DeskQuery['by']; readonly ids: readonly string[] };
  readonly sheet: { readonly id: string; readonly reason: DeskReason; readonly emergency?: true };
}

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Whose = Pick<DeskHere, 'sessionId'>;

/** Seals what a page is about for the session of this member; `kind` keeps one page's ticket from opening another. */
export const packTicket = <K extends keyof Carried>(deps: Needs, here: Whose, kind: K, of: Carried[K]): string =>
  packForDesk(deps, here, ticketFor(kind), of);

/** Opens the ticket in the address; undefined for one that is of another session or kind, or older than 15 minutes. */
export const ticketIn = <K extends keyof Carried>(
  deps: Needs,
  ctx: Context,
  here: Whose,
  kind: K,
): Carried[K] | undefined => openForDesk<Carried[K]>(deps, String(ctx.params.ticket), here, ticketFor(kind));

const ticketFor = (kind: keyof Carried): DeskTicket => ({ purpose: kind, minutes: SHEET_MINUTES });
