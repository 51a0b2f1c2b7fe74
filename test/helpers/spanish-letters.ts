import * as wording from '../../src/adapters/messaging/wording.ts';
import { catalogueOf } from '../../src/locales/locale.ts';
import type { Letter } from '../../src/locales/shape/letter.ts';
import type { Notice } from '../../src/ports/notice.ts';

export { plainText } from '../../src/adapters/messaging/wording.ts';

const spanish = catalogueOf('es-CL');

/** A notice in Spanish. */
export const wordsOf = (notice: Notice): Letter => wording.wordsOf(notice, spanish);
