import type { DeskGrounds } from '../domain/desk.ts';
import type { Notice } from './notice.ts';
import type { Delivery, Recipient } from './notifier.ts';

/** Why members of staff opened sheets and acted, in their words; sealed at rest, and read by the person. */
export interface DeskReasons {
  /** Keeps one, as part of the open transaction; returns its id, which the trail names. */
  keep(accountId: string, grounds: DeskGrounds): Promise<string>;
  /** The words of some of them, by id; an id of another account has none. */
  wordsOf(accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * Reference codes of pages that a refusal was shown on before anything was judged, which the trail does not record. A
 * code leads the desk to a masked line, and grants nothing. Each is kept for a day, under an HMAC.
 */
export interface PageReferences {
  /** Notes which account a page was about; without an account at the same cost (floor 2). */
  note(reference: string, accountId: string | undefined): Promise<void>;
  /** The accounts that a code is about: by such a page, or by an act of the trail. */
  accountsOf(reference: string): Promise<readonly string[]>;
}

/** A message to a person as the desk may see it: never its words. */
export interface DeskMessage {
  readonly id: string;
  readonly kind: Notice['kind'] | 'nothing';
  readonly channel: Recipient['channel'];
  readonly queuedAt: Date;
  readonly state: Delivery;
  /** When it was sent, or given up. */
  readonly endedAt: Date | undefined;
  /** Where it goes, while that is kept: the content is erased when it is sent. */
  readonly to: Recipient['to'] | undefined;
  /** Whether it was given up and may be sent again: a notice, and never a key, a code or the link of a journey. */
  readonly repeatable: boolean;
}

/** Messages to a person, for the desk. */
export interface DeskMessages {
  /** The newest of an account. */
  list(accountId: string): Promise<readonly DeskMessage[]>;
  /** Makes a repeatable message of an account due at once; `false` where there is none. */
  repeat(accountId: string, id: string): Promise<boolean>;
}
