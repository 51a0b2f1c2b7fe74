import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import type { Deps } from '../../ports/deps.ts';

type Needs = Pick<Deps, 'tokens' | 'now'>;

/** What a ticket is made for, and for how long, in minutes. */
export interface TicketKind {
  readonly purpose: string;
  readonly minutes: number;
}

interface Sealed {
  readonly session: string;
  readonly account: string;
  /** When it was made, in milliseconds. */
  readonly at: number;
  readonly content: unknown;
}

/** A ticket that was opened: what it carries, and when it was made. */
export interface OpenTicket<Content> {
  readonly content: Content;
  readonly at: Date;
}

/**
 * The address of a page with a sealed ticket: no one can read it, and it opens in this own session only. `at` is when it
 * was made, where it is sealed again with other content.
 */
export function ticketAddress(
  { tokens, now }: Needs,
  { session, account }: Pick<Here, 'session' | 'account'>,
  { purpose }: TicketKind,
  path: string,
  { content, at = now() }: { readonly content: unknown; readonly at?: Date | undefined },
): string {
  const sealed: Sealed = { session: session.id, account: account.id, at: at.getTime(), content };
  return `/cuenta${path}?${new URLSearchParams({ boleto: tokens.pack(purpose, sealed) })}`;
}

/** The ticket in the address; undefined where there is none, where it is too old, and in any other session. */
export function ticketIn<Content>(
  { tokens, now }: Needs,
  ctx: Context,
  { session, account }: Pick<Here, 'session' | 'account'>,
  { purpose, minutes }: TicketKind,
): OpenTicket<Content> | undefined {
  const sealed = tokens.unpack(purpose, String(ctx.query.boleto ?? '')) as Sealed | undefined;
  const own = sealed?.session === session.id && sealed.account === account.id;
  const age = now().getTime() - (sealed?.at ?? 0);
  if (!sealed || !own || age >= minutes * 60_000) return undefined;
  return { content: sealed.content as Content, at: new Date(sealed.at) };
}
