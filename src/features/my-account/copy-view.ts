import type { Catalogue } from '../../locales/locale.ts';
import type { CaseMessage } from '../../ports/cases.ts';
import { ownCaseView } from '../cases/own-view.ts';
import type { CopyWay } from './use-cases/send-copy.ts';

/** What the page of a way needs besides it. */
interface Around {
  readonly now: Date;
  readonly messages: readonly CaseMessage[];
  /** The page of the case with this folio. */
  linkTo(folio: string): string;
}

/** How far the review of a copy is, in words. */
export function copyView(texts: Catalogue, found: CopyWay, { now, messages, linkTo }: Around) {
  const one = found.way === 'ask' ? found.last : found.one;
  const shown = one && { link: linkTo(one.folio), ...ownCaseView(texts, one, { messages }, now) };
  return { way: found.way, found: shown, asks: found.way !== 'case' };
}
