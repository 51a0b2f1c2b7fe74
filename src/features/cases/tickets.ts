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

/** What an address carries; `until`, in milliseconds, of a case that was opened in an emergency. */
interface Carried {
  readonly folio: string;
  readonly until?: number | undefined;
}

/** The address of a page about a case: its folio is sealed for this session. */
export const caseAddress = (
  deps: Needs,
  here: Whose,
  page: keyof typeof tickets,
  folio: string,
  until?: number | undefined,
): string => `/mesa/casos/${page}/${packForDesk(deps, here, tickets[page], { folio, until } satisfies Carried)}`;

/** The folio in the address; undefined in any other session. */
export const folioIn = (deps: Needs, ctx: Context, here: Whose, page: keyof typeof tickets): string | undefined =>
  ticketIn(deps, ctx, here, page)?.folio;

/** All that the address carries. */
export const ticketIn = (deps: Needs, ctx: Context, here: Whose, page: keyof typeof tickets): Carried | undefined =>
  ticketOfDesk<Carried>(deps, ctx, here, tickets[page]);
