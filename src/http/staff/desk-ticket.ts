import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { DeskHere } from './desk-page.ts';

type Needs = Pick<Deps, 'tokens' | 'now'>;

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
  { sessionId }: Pick<DeskHere, 'sessionId'>,
  { purpose }: DeskTicket,
  content: unknown,
): string {
  return tokens.pack(`mesa-${purpose}`, { session: sessionId, at: now().getTime(), content } satisfies Sealed);
}

/** What the ticket in a parameter of the address carries; undefined in any other session, and for one that is too old. */
export function ticketOfDesk<Content>(
  { tokens, now }: Needs,
  ctx: Context,
  { sessionId }: Pick<DeskHere, 'sessionId'>,
  { purpose, minutes }: DeskTicket,
): Content | undefined {
  const sealed = tokens.unpack(`mesa-${purpose}`, String(ctx.params.boleto ?? '')) as Sealed | undefined;
  const isOwn = sealed?.session === sessionId && now().getTime() - sealed.at < minutes * 60_000;
  return isOwn ? (sealed?.content as Content) : undefined;
}
