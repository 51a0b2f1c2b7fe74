import { formats } from './es-CL/formats/formats.ts';
import { notices } from './es-CL/notices/notices.ts';
import type { Catalogue } from './shape/catalogue.ts';

/** Spanish of Chile. */
export const esCL: Catalogue = {
  formats,
  notices,
};
