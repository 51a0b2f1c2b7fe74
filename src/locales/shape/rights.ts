import type { RightGround } from '../../domain/right-grounds.ts';
import type { RightKind } from '../../domain/rights.ts';

/** The words of rights over one's own data. */
export interface RightTexts {
  /** The name of each right. */
  readonly names: Readonly<Record<RightKind, string>>;
  /** What each ground of a refusal says to the person. */
  readonly grounds: Readonly<Record<RightGround, string>>;
  /** The law that a ground rests on, by its articles. */
  readonly law: (articles: readonly string[]) => string;
}
