import type { AskedAtCounter } from '../../domain/cases/asked-at-counter.ts';
import { counterDocuments } from '../../domain/cases/asked-at-counter.ts';
import { type Decision, isOpen, type Proposal } from '../../domain/cases/case.ts';
import { kindRules } from '../../domain/cases/kinds/kinds.ts';
import { needsAccountMail } from '../../domain/cases/seen-at-counter.ts';
import { maskMobile } from '../../domain/contacts.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { maskEmail } from '../../domain/email.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { isDay } from '../../domain/working-days.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaseEvidence, DeskCase } from '../../ports/cases.ts';
import type { Deps } from '../../ports/deps.ts';
import { bodyRows } from './body-view.ts';
import { callRows } from './call-view.ts';
import { copyRow } from './copy-view.ts';
import { handOverView } from './hand-over-view.ts';
import { platformRow } from './platform-view.ts';
import { type MemberShown, rowOf } from './queue.ts';
import { requestRow } from './request-view.ts';
import { rightView } from './right-view.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';
import { visitView } from './visit-view.ts';

type Needs = Pick<Deps, 'now'>;
type Names = ReadonlyMap<string, MemberShown>;

/** A case in words: its number and every contact are masked. */
export function caseView(texts: Catalogue, sheet: CaseSheet, names: Names, deps: Needs) {
  const { one, evidence, messages, choices } = sheet;
  const { cases } = texts;
  const now = deps.now();
  const nameOf = (id: string | undefined): string => (id && names.get(id)?.name) || cases.unknownMember;
  return {
    kind: one.kind,
    version: one.version,
    over: !isOpen(one),
    row: rowOf(texts, one, names, now),
    opened: momentOf(texts, one.openedAt, now),
    holder: holderRows(texts, sheet),
    evidence: evidence.map((seen) => seenView(texts, seen, nameOf(seen.member), now)),
    rivals: sheet.rivals,
    others: othersView(texts, sheet),
    shared: sheet.shared.map((contact) => cases.shared[contact]),
    asked: one.asked ? askedRows(texts, one.asked) : [],
    messages: messages.map(({ author, member, text, at }) => ({
      author: author === 'person' ? cases.asker(one.kind).begins : nameOf(member),
      text,
      moment: momentOf(texts, at, now),
    })),
    proposal:
      (one.state === 'por-confirmar' || one.state === 'por-llamar') && one.proposal
        ? endView(texts, one.proposal, [one.proposal.by], nameOf, now)
        : undefined,
    aboutOthers: one.proposal?.others?.words,
    calls: callRows(texts, one, nameOf, now),
    decision: one.decision && endView(texts, one.decision, one.decision.by, nameOf, now),
    first: one.first && endView(texts, one.first, one.first.by, nameOf, now),
    corrections: one.corrections.map(({ text, at, by }) => ({
      text,
      by: nameOf(by),
      moment: momentOf(texts, at, now),
    })),
    right: rightView(texts, sheet, now),
    copy: copyRow(texts, sheet),
    request: one.closedAt ? undefined : requestRow(texts, sheet.request),
    platform: platformRow(texts, sheet.platform),
    body: bodyRows(texts, one),
    visit: visitView(texts, sheet, now),
    outcomes: kindRules[one.kind].outcomes.map((value) => ({ value, text: cases.outcomes[value] })),
    ...choicesView(texts, choices),
    handOver: handOverView(texts, sheet),
  };
}

/** Other open claims of the number: folio, kind, since when, and whether anything but the number stands behind each. */
function othersView({ cases, formats }: Catalogue, { others }: CaseSheet) {
  const rows = others.cases.map((one) => ({
    folio: one.folio,
    kind: cases.kinds[one.kind],
    how: cases.others[standsBehind(one)],
    since: formats.instant(one.openedAt),
  }));
  return { rows, more: others.more };
}

function standsBehind({ accountId, attestations, openedBy }: DeskCase): 'seen' | 'session' | 'act' | 'named' {
  if (attestations.length > 0) return 'seen';
  if (!accountId) return 'named';
  return openedBy === 'person' ? 'session' : 'act';
}

/** What is done with the text of the form; what ends the case comes first. */
const written = ['propose', 'decide', 'ask', 'extend', 'correct'] as const;

/** The buttons that work, and why others do not. */
function choicesView({ cases }: Catalogue, choices: CaseSheet['choices']) {
  const texts = choices.map(({ action, why }) => ({
    action,
    button: cases.actions[action].button,
    why: why && cases.obstacle(why),
  }));
  const may = new Set(texts.filter(({ why }) => !why).map(({ action }) => action));
  return {
    writes: written.flatMap((name) => texts.filter(({ action, why }) => !why && action === name)),
    presses: texts.filter(({ action, why }) => !why && ['assign', 'confirm', 'send-back'].includes(action)),
    callsBack: may.has('call'),
    decides: may.has('propose') || may.has('decide'),
    prevented: texts.filter(({ why }) => why),
  };
}

function holderRows({ cases, desk }: Catalogue, { one, holder }: CaseSheet) {
  const { rows } = cases;
  // What is of an organisation has no holder: its data stand with the rest.
  if (one.kind === 'plataforma' || one.kind === 'organismo') return [];
  const whose = holder ?? one.about;
  return [
    { dt: rows.holder, dd: whose ? desk.profiles[whose.profile] : cases.erased },
    { dt: rows.number, dd: whose ? maskIdentifier(whose.identifier) : cases.erased },
    { dt: rows.state, dd: holder ? desk.states[holder.state] : cases.noAccount },
    ...(holder?.stolenAt ? [{ dt: rows.state, dd: desk.stolen }] : []),
    ...(holder && needsAccountMail(one, holder)
      ? [{ dt: rows.accountMail, dd: maskEmail(holder.personal.email, DESK_MASK) }]
      : []),
    ...(holder ? [{ dt: rows.identity, dd: desk.identity[holder.identidad] }] : []),
  ];
}

/** What the person asks for; the numbers that were typed at the counter are masked too. */
function askedRows({ cases, formats }: Catalogue, asked: AskedAtCounter) {
  const { rows } = cases;
  const { contacts, renewal, representative, key, document } = asked;
  const yesNo = (is: boolean): string => (is ? cases.yes : cases.no);
  return [
    { dt: rows.names, dd: yesNo(document.namesAgree) },
    ...(contacts ? [{ dt: rows.email, dd: maskEmail(contacts.email, DESK_MASK) }] : []),
    ...(contacts?.mobile ? [{ dt: rows.mobile, dd: maskMobile(contacts.mobile) }] : []),
    ...(key ? [{ dt: rows.key, dd: cases.yes }] : []),
    ...(renewal ? [{ dt: rows.renewal, dd: `${renewal.number}, ${formats.day(renewal.date)}` }] : []),
    ...(representative ? [{ dt: rows.representative, dd: maskIdentifier(representative) }] : []),
  ];
}

function seenView(texts: Catalogue, { document, expires, at }: CaseEvidence, member: string, now: Date) {
  const kind = counterDocuments.find((one) => one === document);
  return {
    document: kind ? texts.cases.documents[kind] : document,
    expires: isDay(expires) ? texts.formats.day(expires) : undefined,
    member,
    moment: momentOf(texts, at, now),
  };
}

function endView(
  texts: Catalogue,
  { outcome, reason, at }: Pick<Decision | Proposal, 'outcome' | 'reason' | 'at'>,
  by: readonly string[],
  nameOf: (id: string) => string,
  now: Date,
) {
  return {
    outcome: texts.cases.outcomes[outcome],
    reason,
    by: texts.formats.list(by.map(nameOf)),
    moment: momentOf(texts, at, now),
  };
}
