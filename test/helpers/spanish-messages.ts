import * as wording from '../../src/adapters/messaging/wording.ts';
import { catalogueOf } from '../../src/locales/locale.ts';
import type { Message } from '../../src/locales/shape/message.ts';
import type { Notice } from '../../src/ports/notice.ts';

export { plainText } from '../../src/adapters/messaging/wording.ts';

const spanish = catalogueOf('es-CL');

/** A notice in Spanish. */
export const wordsOf = (notice: Notice): Message => wording.wordsOf(notice, spanish);
