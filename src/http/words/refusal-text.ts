import type { Refusal } from '../../domain/refusal.ts';
import type { Catalogue, RefusalText } from '../../locales/locale.ts';

/** What a page shows of a refusal. */
export const refusalText = ({ refusals }: Catalogue, { code, details }: Refusal): RefusalText =>
  refusals[code](details);
