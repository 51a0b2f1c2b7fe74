import type { Deps } from '../../ports/deps.ts';
import type { DeskHere } from './desk-page.ts';

const PURPOSE = 'desk-account';
const MINUTES = 15;

/** An account, as a sealed value in an address of the desk: no number stands there (floor 14). */
interface AccountTicket {
  readonly account: string;
  readonly member: string;
  readonly session: string;
  /** When it expires (ISO 8601). */
  readonly until: string;
}

type By = { readonly member: Pick<DeskHere['member'], 'id'> } & Pick<DeskHere, 'sessionId'>;

/** Seals the id of an account for an address, for this member in this session, for fifteen minutes. */
export function packAccount({ tokens, now }: Pick<Deps, 'tokens' | 'now'>, here: By, account: string): string {
  const until = new Date(now().getTime() + MINUTES * 60_000).toISOString();
  const ticket: AccountTicket = { account, member: here.member.id, session: here.sessionId, until };
  return tokens.pack(PURPOSE, ticket);
}

/** The id of the account; undefined for a ticket of another session or member, or one that expired. */
export function readAccount(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  { member, sessionId }: By,
  sealed: string,
): string | undefined {
  const ticket = tokens.unpack(PURPOSE, sealed) as AccountTicket | undefined;
  const own = ticket?.member === member.id && ticket.session === sessionId;
  return own && Date.parse(ticket.until) > now().getTime() ? ticket.account : undefined;
}
