import type { Enforcer, Kept } from '../../domain/retention.ts';

/** A kind of data in words: what it is, from when it is kept, why, and what ends it. */
export interface KeptTexts {
  readonly data: string;
  readonly since: string;
  readonly basis: string;
  readonly ending: string;
}

/** How long data are kept, in words; a kind without a text does not compile. */
export interface RetentionTexts {
  readonly kinds: Readonly<Record<Kept, KeptTexts>>;
  readonly enforcers: Readonly<Record<Enforcer, string>>;
  /** A term in days from an event, or without an end. */
  readonly term: (days: number | undefined, since: string) => string;
}
