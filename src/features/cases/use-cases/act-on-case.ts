import { tellPerson } from '../../../account/tell-of-case.ts';
import type { CallSaid } from '../../../domain/cases/call-back.ts';
import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { RightGround } from '../../../domain/right-grounds.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { CaseNews } from '../../../ports/notice.ts';
import { counted } from './bound-decisions.ts';
import { callPerson } from './call-person.ts';
import { confirmDecision, correctDecision, decideCase, proposeDecision, sendBackDecision } from './decide-case.ts';
import type { MemberAt } from './step-case.ts';
import { tellAnswer } from './tell-answer.ts';
import { askPerson, assignCase, extendCase, type HandOver, handOverCase } from './work-on-case.ts';

/** An action with what its form says. */
export type CaseDeed =
  | { readonly action: 'assign' | 'send-back' | 'confirm' }
  | ({ readonly action: 'hand-over' } & HandOver)
  | ({ readonly action: 'call'; readonly text: string } & Omit<CallSaid, 'reason'>)
  | { readonly action: 'ask' | 'extend' | 'correct'; readonly text: string }
  | {
      readonly action: 'propose' | 'decide';
      readonly text: string;
      readonly outcome: CaseOutcome;
      readonly ground?: RightGround | undefined;
      readonly others?: string | undefined;
    };

/**
 * Does what the button says and tells the person; the draft that became the text of the act is gone. Throws
 * `case-refused`, `desk-paused`.
 */
export async function actOnCase(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  return counted(deps, at, deed.action, () => acted(deps, at, deed));
}

function acted(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  return deps.atomically(async () => {
    const before = await deps.cases.findByFolio(at.folio);
    const done = await doOn(deps, at, deed);
    const news = newsOf[deed.action];
    if (news && (news !== 'decided' || done.decision)) await tellPerson(deps, done, news);
    if (before && news === 'decided' && done.decision) await tellAnswer(deps, before, done);
    if ('text' in deed) await deps.cases.keepDraft(done.id, at.member, '');
    return done;
  });
}

/** What the person is told of. */
const newsOf: Partial<Readonly<Record<CaseDeed['action'], CaseNews>>> = {
  ask: 'asked',
  extend: 'extended',
  confirm: 'decided',
  call: 'decided',
  decide: 'decided',
  correct: 'corrected',
};

function doOn(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  switch (deed.action) {
    case 'assign':
      return assignCase(deps, at, at.member);
    case 'hand-over':
      return handOverCase(deps, at, deed);
    case 'confirm':
      return confirmDecision(deps, at);
    case 'call':
      return callPerson(deps, at, { result: deed.result, contact: deed.contact, reason: deed.text });
    case 'send-back':
      return sendBackDecision(deps, at);
    case 'ask':
      return askPerson(deps, at, deed.text);
    case 'extend':
      return extendCase(deps, at, deed.text);
    case 'correct':
      return correctDecision(deps, at, deed.text);
    default:
      return deed.action === 'propose'
        ? proposeDecision(deps, at, { outcome: deed.outcome, reason: deed.text, others: deed.others })
        : decideCase(deps, at, { outcome: deed.outcome, reason: deed.text, ground: deed.ground });
  }
}
