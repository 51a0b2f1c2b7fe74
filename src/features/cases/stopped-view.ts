import type { StoppedRequest } from '../../domain/cases/stopped-request.ts';
import { maskMobile } from '../../domain/contacts.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { maskEmail } from '../../domain/email.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { PendingChange } from '../../ports/pending-changes.ts';

/** What the page of a case shows of the request that was stopped: its kind, when it was asked for, and masked contacts. */
export function stoppedView(
  texts: Catalogue,
  request: (Pick<PendingChange, 'kind' | 'createdAt'> & Pick<StoppedRequest, 'contacts'>) | undefined,
  now: Date,
) {
  if (!request) return undefined;
  const { rows } = texts.cases;
  const { contacts } = request;
  return {
    kind: texts.pendingChanges.kinds[request.kind],
    asked: momentOf(texts, request.createdAt, now),
    contacts: [
      ...(contacts ? [{ dt: rows.email, dd: maskEmail(contacts.email, DESK_MASK) }] : []),
      ...(contacts?.mobile ? [{ dt: rows.mobile, dd: maskMobile(contacts.mobile) }] : []),
    ],
  };
}
