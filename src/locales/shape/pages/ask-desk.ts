import type { DeskProfile, DeskReason } from '../../../domain/desk-reason.ts';

/** A case of the desk that a person asks for without a key. */
export interface AskDeskPages {
  readonly titles: Readonly<Record<DeskReason | 'done', string>>;
  /** What to ask for at the telephone and the counter, word for word. */
  readonly asks: Readonly<Record<DeskReason, string>>;
  readonly profiles: Readonly<Record<DeskProfile, string>>;
}
