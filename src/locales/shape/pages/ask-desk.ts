import type { Profile } from '../../../domain/account.ts';
import type { AskReason } from '../../../domain/desk-reason.ts';

/** A case of the desk that a person asks for without a key. */
export interface AskDeskPages {
  readonly titles: Readonly<Record<AskReason | 'done', string>>;
  /** What to ask for at the telephone and the counter, word for word. */
  readonly asks: Readonly<Record<AskReason, string>>;
  readonly profiles: Readonly<Record<Profile, string>>;
}
