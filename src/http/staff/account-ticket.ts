import type { Deps } from '../../ports/deps.ts';
import type { DeskHere } from './desk-page.ts';
import { type DeskTicket, openForDesk, packForDesk } from './desk-ticket.ts';

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Whose = Pick<DeskHere, 'sessionId'>;

/** An account in an address of the desk: no number stands there (floor 14). */
const ACCOUNT: DeskTicket = { purpose: 'account', minutes: 15 };

/** Seals the id of an account for an address, for this session of a member, for fifteen minutes. */
export const packAccount = (deps: Needs, here: Whose, account: string): string =>
  packForDesk(deps, here, ACCOUNT, account);

/** The id of the account; undefined for a ticket of another session, or one that expired. */
export const readAccount = (deps: Needs, here: Whose, sealed: string): string | undefined =>
  openForDesk<string>(deps, sealed, here, ACCOUNT);
