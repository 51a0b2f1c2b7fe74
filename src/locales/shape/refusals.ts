import type { RefusalCode, RefusalDetails } from '../../domain/refusal.ts';
import type { Service } from '../../ports/unavailable.ts';

/** What a page shows of a refusal. */
export interface RefusalText {
  /** What is wrong. */
  readonly text: string;
  readonly cause?: string;
  /** Links to a solution, joined as «a, b o c»; `before` stands in front of one that is introduced otherwise. */
  readonly solution?: readonly { readonly text: string; readonly href: string; readonly before?: string }[];
  /** The telephone and its hours, for a person who cannot follow the links. */
  readonly telephone?: string;
}

/** The text of a refusal from its details. */
export type RefusalWording = (details: RefusalDetails) => RefusalText;

/** A refusal without a text does not compile. */
export type RefusalTexts = Readonly<Record<RefusalCode, RefusalWording>>;

/** Says that an external service does not answer; `mayBeDone` if the change may have been saved all the same. */
export type SilenceText = (service: Service, mayBeDone?: boolean) => string;
