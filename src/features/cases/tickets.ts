import type { Context } from 'koa';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import { packForDesk, ticketOfDesk } from '../../http/staff/desk-ticket.ts';
import type { Deps } from '../../ports/deps.ts';

/** A case that was chosen in the queue, and one whose reason was given: the session of the desk ends both. */
const tickets = {
  abrir: { purpose: 'caso-abrir', minutes: 60 },
  caso: { purpose: 'caso', minutes: 8 * 60 },
} as const;

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Whose = Pick<DeskHere, 'sessionId'>;

/** The address of a page about a case: its folio is sealed for this session. */
export const caseAddress = (deps: Needs, here: Whose, page: keyof typeof tickets, folio: string): string =>
  `/mesa/casos/${page}/${packForDesk(deps, here, tickets[page], { folio })}`;

/** The folio in the address; undefined in any other session. */
export const folioIn = (deps: Needs, ctx: Context, here: Whose, page: keyof typeof tickets): string | undefined =>
  ticketOfDesk<{ readonly folio: string }>(deps, ctx, here, tickets[page])?.folio;
