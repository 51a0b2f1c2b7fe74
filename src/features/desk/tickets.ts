import type { Context } from 'koa';
import { type DeskQuery, SHEET_MINUTES } from '../../domain/desk.ts';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import type { Deps } from '../../ports/deps.ts';

/** What the address of each page of the desk carries: accounts by id, and never a number or an address of a person. */
interface Carried {
  readonly found: { readonly by: DeskQuery['by']; readonly ids: readonly string[] };
  readonly hit: { readonly id: string };
  readonly sheet: { readonly id: string };
}

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Whose = Pick<DeskHere, 'sessionId'>;

interface Packed<K extends keyof Carried> {
  readonly session: string;
  readonly at: number;
  readonly of: Carried[K];
}

/** Seals what a page is about for the session of this member; `kind` keeps one page's ticket from opening another. */
export function packTicket<K extends keyof Carried>(
  { tokens, now }: Needs,
  { sessionId }: Whose,
  kind: K,
  of: Carried[K],
): string {
  const packed: Packed<K> = { session: sessionId, at: now().getTime(), of };
  return tokens.pack(`desk-${kind}`, packed);
}

/** Opens the ticket in the address; undefined for one that is of another session or kind, or older than 15 minutes. */
export function ticketIn<K extends keyof Carried>(
  { tokens, now }: Needs,
  ctx: Context,
  { sessionId }: Whose,
  kind: K,
): Carried[K] | undefined {
  const packed = tokens.unpack(`desk-${kind}`, String(ctx.params.ticket)) as Packed<K> | undefined;
  if (packed?.session !== sessionId) return undefined;
  return now().getTime() - packed.at < SHEET_MINUTES * 60_000 ? packed.of : undefined;
}
