import type { FacilitadorInvitation, InvitationState } from '../domain/facilitador/invitation.ts';
import type { ListPage } from './facilitador-requests.ts';

/** What is queued: the rest follows when it is sent. */
export type NewInvitation = Pick<FacilitadorInvitation, 'id' | 'folio' | 'company' | 'askedBy' | 'data' | 'approvedAt'>;

/** What a step writes into an invitation. */
export type InvitationChange = Partial<
  Pick<FacilitadorInvitation, 'state' | 'nie' | 'sending' | 'expiresAt' | 'reason' | 'resent'>
>;

/** Invitations of approved facilitadores: sealed and bound. */
export interface FacilitadorInvitations {
  /**
   * Queues one, in the caller's transaction or one of its own. A request that was approved before, and whose invitation
   * was not accepted, is queued anew with its number; one that was accepted stays as it is.
   */
  queue(invitation: NewInvitation): Promise<void>;
  find(id: string): Promise<FacilitadorInvitation | undefined>;
  /** The one that was last sent under this id. */
  ofSending(sending: string): Promise<FacilitadorInvitation | undefined>;
  /** Of a company, the newest first; `limit` of them at most, after the first `skip`. */
  ofCompany(accountId: string, page: ListPage): Promise<readonly FacilitadorInvitation[]>;
  /** The next one that waits to be sent and whose time came; no other caller gets it within the next minute. */
  takeDue(): Promise<FacilitadorInvitation | undefined>;
  /** The last accepted one for the same document. */
  acceptedFor(
    data: Pick<FacilitadorInvitation['data'], 'document' | 'country'>,
  ): Promise<FacilitadorInvitation | undefined>;
  /**
   * Whether another person's invitation, whose link is valid, went to the mailbox of this one. Within the caller's
   * transaction: two that are sent at once are judged one after the other.
   */
  isMailboxInvited(invitation: Pick<FacilitadorInvitation, 'id' | 'company' | 'data'>): Promise<boolean>;
  /** Ids of those that are open, of companies whose account was closed or taken back; `limit` at most. */
  ofEndedCompanies(limit: number): Promise<readonly string[]>;
  /** Writes one under lock, within the caller's transaction; undefined where it is in none of these states any more. */
  change(
    id: string,
    from: readonly InvitationState[],
    change: InvitationChange,
  ): Promise<FacilitadorInvitation | undefined>;
}
