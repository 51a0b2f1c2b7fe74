import type { Formatters } from './formatters.ts';
import type { NoticeTexts } from './notices.ts';

/** Every text of one language. A part that a language lacks does not compile. */
export interface Catalogue {
  readonly formats: Formatters;
  readonly notices: NoticeTexts;
}
