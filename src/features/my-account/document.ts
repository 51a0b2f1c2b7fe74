import type Router from '@koa/router';
import { ownCasePath } from '../../account/tell-of-case.ts';
import { isOpen } from '../../domain/cases/case.ts';
import { readAll } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { ownCaseView } from '../cases/own-view.ts';
import { askDocument, type DocumentWay, documentWay, provesAtCounter } from './use-cases/ask-document.ts';

const PATH = '/datos/documento';

/** Where the holder of a NIE asks that the document be seen, and reads how far that is. */
export const DOCUMENT = `/cuenta${PATH}`;

/** Demostrar mi identidad con mi documento: key and factor again, then a folio for the counter. */
export function documentRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: PATH,
    tab: 'my-data',
    view: 'document',
    titleIn: ({ pages }) => pages.myAccount.titles.document,
    fieldOf: proofFaults,
    provesAgain: true,
    first: 'actual',
    kept: [],
    done: donePath(DOCUMENT, 'documento'),
    instead: ({ account }) => (provesAtCounter(account) ? undefined : '/cuenta'),
    locals: async ({ account }, texts) =>
      documentView(texts, await documentWay(deps, account), {
        now: deps.now(),
        holdHours: deps.pendingChangeHours,
        linkTo: (folio) => ownCasePath(deps, account, folio),
      }),
    async act(ctx, here, form) {
      const typed = readAll(proofReaders(form, here, await asksFactor(deps, here)));
      const proved = await proveAgain(deps, ctx, here, typed);
      await askDocument(deps, proved, visitorOf(ctx));
    },
  });
}

/** What the page of a way needs besides it. */
interface Around {
  readonly now: Date;
  readonly holdHours: number;
  /** The page of the case with this folio. */
  linkTo(folio: string): string;
}

/** How far it is, in words. */
export function documentView(texts: Catalogue, open: DocumentWay, { now, holdHours, linkTo }: Around) {
  const { way } = open;
  if (way === 'waiting') return { way, folio: open.hold.folio, until: momentOf(texts, open.hold.dueAt, now) };
  const one = way === 'case' ? open.one : open.last;
  const found = one && { link: linkTo(one.folio), ...ownCaseView(texts, one, { messages: [] }, now) };
  if (way === 'ask') return { way, last: found, holdHours };
  return { way, found, undecided: isOpen(open.one), phoneNow: texts.telephone.now(now) };
}
