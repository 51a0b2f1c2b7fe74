import { type CalledContact, calledContacts, callResults } from '../../domain/cases/call-back.ts';
import type { Case } from '../../domain/cases/case.ts';
import { maskMobile } from '../../domain/contacts.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { maskEmail } from '../../domain/email.ts';
import { packAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere } from '../../http/staff/desk-page.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';

/** Calls to the person of a case that were noted: how each ended, to which contact, who called and what was said. */
export function callRows(texts: Catalogue, one: Case, nameOf: (id: string) => string, now: Date) {
  const { calls } = texts.cases;
  return (one.callBack?.calls ?? []).map(({ result, contact, reason, by, at }) => ({
    result: calls.results[result],
    contact: calls.contacts[contact],
    reason,
    by: nameOf(by),
    moment: momentOf(texts, at, now),
  }));
}

/**
 * The choices of the form of a call; contacts on file are masked, and the page that checks a caller sends its link
 * there.
 */
export function callView(
  { cases }: Catalogue,
  { one, holder }: CaseSheet,
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Here,
) {
  if (one.state !== 'por-llamar') return {};
  const shown: Readonly<Record<CalledContact, string | undefined>> = {
    celular: holder?.personal.mobile && maskMobile(holder.personal.mobile),
    correo: holder && maskEmail(holder.personal.email, DESK_MASK),
    otro: '',
  };
  const contacts = calledContacts.filter((value) => shown[value] !== undefined);
  return {
    callResults: callResults.map((value) => ({ value, text: cases.calls.results[value] })),
    callContacts: contacts.map((value) => ({ value, text: `${cases.calls.contacts[value]} ${shown[value]}`.trim() })),
    callerPage: holder && `/mesa/llamada/${packAccount(deps, here, holder.id)}`,
  };
}

type Here = Pick<DeskHere, 'sessionId'>;
