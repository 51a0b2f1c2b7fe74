import type { DataCopyTexts } from './data-copy.ts';
import type { Formatters } from './formatters.ts';
import type { NoticeTexts } from './notices.ts';
import type { RetentionTexts } from './retention.ts';
import type { RightTexts } from './rights.ts';

/** Every text of one language. A part that a language lacks does not compile. */
export interface Catalogue {
  readonly formats: Formatters;
  readonly notices: NoticeTexts;
  readonly retention: RetentionTexts;
  readonly dataCopy: DataCopyTexts;
  readonly rights: RightTexts;
}
