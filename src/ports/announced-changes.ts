import type { ChangeId } from '../domain/changes.ts';
import type { Email } from '../domain/email.ts';

/** Which mailbox was told of which change. */
export interface AnnouncedChanges {
  /** Notes an announcement in the open transaction; `false` where this mailbox had it before. */
  note(change: ChangeId, to: Email): Promise<boolean>;
}
