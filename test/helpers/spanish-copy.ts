import { wordsOfAct } from '../../src/features/my-account/act-words.ts';
import { dataCopyWriter } from '../../src/features/privacy/data-copy.ts';
import { render } from '../../src/http/views.ts';
import { catalogueOf } from '../../src/locales/locale.ts';

/** Writes copies of one's own data in Spanish. */
export const writeCopy = dataCopyWriter({
  texts: catalogueOf('es-CL'),
  render,
  sayAct: (row, client) => wordsOfAct(catalogueOf('es-CL'), row, client),
});
