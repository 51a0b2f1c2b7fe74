import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { DeskHere } from './desk-page.ts';

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Whose = Pick<DeskHere, 'sessionId'>;

interface Sealed {
  readonly session: string;
  /** When it was made, in milliseconds. */
  readonly at: number;
  readonly content: unknown;
}

/** What a ticket is made for, and for how long, in minutes. */
export interface DeskTicket {
  readonly purpose: string;
  readonly minutes: number;
}

/** Seals something for an address below `/mesa`: it opens in this session of the desk only, and for these minutes. */
export function packForDesk(
  { tokens, now }: Needs,
  { sessionId }: Whose,
  ticket: DeskTicket,
  content: unknown,
): string {
  return tokens.pack(purposeOf(ticket), { session: sessionId, at: now().getTime(), content } satisfies Sealed);
}

/** What a ticket carries; undefined in any other session, for another purpose, and for one that is too old. */
export function openForDesk<Content>(
  { tokens, now }: Needs,
  text: string,
  { sessionId }: Whose,
  ticket: DeskTicket,
): Content | undefined {
  const sealed = tokens.unpack(purposeOf(ticket), text) as Sealed | undefined;
  const isOwn = sealed?.session === sessionId && now().getTime() - sealed.at < ticket.minutes * 60_000;
  return isOwn ? (sealed?.content as Content) : undefined;
}

/** The same of the ticket in the parameter `boleto` of the address. */
export const ticketOfDesk = <Content>(
  deps: Needs,
  ctx: Context,
  here: Whose,
  ticket: DeskTicket,
): Content | undefined => openForDesk(deps, String(ctx.params.boleto ?? ''), here, ticket);

const purposeOf = ({ purpose }: DeskTicket): string => `mesa-${purpose}`;
