import { entryOf } from '../../domain/entry-of.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** What the user did a moment ago, by the word in the address (`?listo=clave`). */
export type Done = keyof Catalogue['pages']['myAccount']['done'];

/** The words for it; undefined for an unknown word. */
export const wordsOfDone = ({ pages }: Catalogue, word: unknown): string | undefined =>
  typeof word === 'string' ? entryOf<string>(pages.myAccount.done, word) : undefined;

/** The address of a page that says what was done. */
export const donePath = (path: string, done: Done): string => `${path}?listo=${done}`;
