import type { CallContact, CallNumbers, CallState, DeniedState } from '../domain/caller-check.ts';

/** A check of who telephones: a link that one agent had sent to one contact of an account. */
export interface DeskCall {
  readonly id: string;
  readonly accountId: string;
  /** The agent, by the id of the staff row. */
  readonly memberId: string;
  /** The agent's office, which the person reads. */
  readonly office: string;
  readonly contact: CallContact;
  /** The contact, in part hidden, as the agent chose it. */
  readonly masked: string;
  /** Id of the message with the link. */
  readonly message: string;
  readonly numbers: CallNumbers;
  readonly state: CallState;
  readonly sentAt: Date;
  /** When the page of the link was first shown: it may be a mail scanner that opened it. */
  readonly openedAt: Date | undefined;
  /** When it was answered, or another one took its place. */
  readonly endedAt: Date | undefined;
}

/** Checks that were refused, newest first, and whether there are more. */
export interface DeniedCalls {
  readonly calls: readonly (DeskCall & { readonly state: DeniedState })[];
  readonly more: boolean;
}

/** Checks of callers, sealed at rest; each ends once. */
export interface DeskCalls {
  add(call: Omit<DeskCall, 'state' | 'sentAt' | 'openedAt' | 'endedAt'>): Promise<void>;
  find(id: string): Promise<DeskCall | undefined>;
  /** The last one that this agent asked for about this account. */
  latest(accountId: string, memberId: string): Promise<DeskCall | undefined>;
  /** Notes when its page was first shown. */
  noteOpened(id: string): Promise<void>;
  /**
   * Ends one that waits and is not over; undefined where it does not wait any more. Within the caller's transaction:
   * of two at once the second finds it ended.
   */
  end(id: string, state: Exclude<CallState, 'enviada'>): Promise<DeskCall | undefined>;
  /** Ends all that wait for an account, since another one takes their place; within the caller's transaction. */
  replace(accountId: string): Promise<void>;
  /** Those that were refused since an instant. */
  denied(since: Date, limit: number): Promise<DeniedCalls>;
}
