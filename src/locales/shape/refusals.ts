import type { AskReason } from '../../domain/desk-reason.ts';
import type { RefusalCode, RefusalDetails } from '../../domain/refusal.ts';
import type { Service } from '../../ports/unavailable.ts';

/** How the desk is asked for help, by telephone or at a counter. */
interface DeskWay {
  /** What to ask for there, word for word. */
  readonly ask: string;
  /** What to bring, where a document is seen. */
  readonly bring?: string;
  /** The page on which a case about it is opened. */
  readonly page?: AskReason;
  /** Whether a case is open, whose folio the page names: it is told there. */
  readonly byFolio?: boolean;
}

/** What a page shows of a refusal. */
export interface RefusalText {
  /** What is wrong. */
  readonly text: string;
  readonly cause?: string;
  /** Links to a solution, joined as «a, b o c»; `before` stands in front of one that is introduced otherwise. */
  readonly solution?: readonly { readonly text: string; readonly href: string; readonly before?: string }[];
  /** The telephone and its hours, for a person who cannot follow the links. */
  readonly telephone?: string;
  /** The desk, for a person whom no link helps. */
  readonly desk?: DeskWay;
}

/** The text of a refusal from its details. */
export type RefusalWording = (details: RefusalDetails) => RefusalText;

/** A refusal without a text does not compile. */
export type RefusalTexts = Readonly<Record<RefusalCode, RefusalWording>>;

/** Says that an external service does not answer; `mayBeDone` if the change may have been saved all the same. */
export type SilenceText = (service: Service, mayBeDone?: boolean) => string;
