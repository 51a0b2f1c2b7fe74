import { dataCopy } from './es-CL/data-copy/data-copy.ts';
import { formats } from './es-CL/formats/formats.ts';
import { notices } from './es-CL/notices/notices.ts';
import { retentionTexts } from './es-CL/retention/retention.ts';
import { rightNames } from './es-CL/rights/names.ts';
import type { Catalogue } from './shape/catalogue.ts';

/** Spanish of Chile. */
export const esCL: Catalogue = {
  formats,
  notices,
  retention: retentionTexts,
  dataCopy,
  rights: { names: rightNames },
};
