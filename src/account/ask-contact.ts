import type { Account } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import { KEY_ADDS_HOURS } from '../domain/pending-change-term.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice } from '../ports/notice.ts';

/**
 * Asks the reader of a new e-mail to confirm it, while its request waits; `request` is the token of that page, which the
 * mail of an update by card and sheet, and that of a protection, does not show: they wait for this mail alone.
 */
export async function askContact(deps: Deps, { id }: Pick<Account, 'id'>, to: Email, request: string): Promise<void> {
  const about = (await deps.links.peek('hold', request))?.about;
  const hold = about === undefined ? undefined : await deps.pendingChanges.find(about);
  const dueAt = hold?.dueAt ?? deps.now();
  const until = new Date(dueAt.getTime() + (KEY_ADDS_HOURS + 24) * 3_600_000);
  const link = `${deps.issuer}/confirmar-contacto/${await deps.links.issue('confirm-contact', id, until, about)}`;
  const bySheet = about !== undefined && (await deps.pendingChanges.updateOf(about))?.agreed === 'sheet';
  const protects = about !== undefined && (await deps.pendingChanges.counterOf(about))?.caseKind === 'proteccion';
  const page = bySheet || protects ? {} : { request: `${deps.issuer}/solicitud/${request}` };
  const notice: Notice = { kind: 'contact-confirm', link, ...page };
  await deps.notifier.send(notice, { channel: 'mail', to }, id);
}
