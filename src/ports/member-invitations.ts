import type { Email } from '../domain/email.ts';
import type { MemberInvitationState } from '../domain/member-invitation.ts';
import type { MemberRole } from '../domain/member-role.ts';
import type { Organisation } from './mandates.ts';

/** What an organisation offers to a person whom it knows by mailbox. */
export interface MemberInvitation {
  readonly id: string;
  /** The account that gives it: of the company, or of the first person of a public body; none where the desk does. */
  readonly giverId?: string | undefined;
  readonly organisation: Organisation;
  readonly email: Email;
  readonly role: MemberRole;
  /** The end of the membership. */
  readonly until: Date;
  /** What the membership will rest on. */
  readonly source: string;
  readonly state: MemberInvitationState;
  /** Id of the last time that it was sent, which its link names. */
  readonly sending: string;
  readonly sentAt: Date;
  /** Until when that link can be used. */
  readonly expiresAt: Date;
  /** How many times it was sent again. */
  readonly resent: number;
}

/** What a step writes into one. */
export type MemberInvitationChange = Partial<
  Pick<MemberInvitation, 'state' | 'sending' | 'sentAt' | 'expiresAt' | 'resent'>
>;

/** Invitations of members: sealed and bound. */
export interface MemberInvitations {
  add(invitation: MemberInvitation): Promise<void>;
  find(id: string): Promise<MemberInvitation | undefined>;
  /** The one that was last sent under this id. */
  ofSending(sending: string): Promise<MemberInvitation | undefined>;
  /** Those of a giver, or of the desk, that were neither accepted nor withdrawn, the newest first; `limit` at most. */
  openOf(giverId: string | undefined, limit: number): Promise<readonly MemberInvitation[]>;
  /** Writes one that was neither accepted nor withdrawn, in the caller's transaction; undefined where it was. */
  change(id: string, change: MemberInvitationChange): Promise<MemberInvitation | undefined>;
}
