import type { ChangeId, ChangeKind } from '../../../domain/changes.ts';

/** A change in words: what it is, and what a client's developers do. */
interface ChangeTexts {
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

/** Page and feed of the changes that concern clients. */
export interface ChangePages {
  readonly title: string;
  readonly intro: string;
  readonly feed: string;
  readonly author: string;
  readonly action: string;
  readonly kinds: Readonly<Record<ChangeKind, string>>;
  readonly published: (day: string) => string;
  readonly effective: (day: string) => string;
  /** Each change; one without words does not compile. */
  readonly changes: Readonly<Record<ChangeId, ChangeTexts>>;
}
