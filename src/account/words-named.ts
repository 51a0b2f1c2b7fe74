import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';

/** What an act on a request names of the words that were written with it; nothing where there are none. */
export const wordsNamed = (
  { cases }: Pick<Deps, 'cases'>,
  { id }: Pick<RightRequest, 'id'>,
  words: string | undefined,
): { readonly words?: string } => (words ? { words: cases.digestOf(id, words) } : {});
