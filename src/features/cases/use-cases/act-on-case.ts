import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import { kindRules } from '../../../domain/cases/kinds/kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { RightGround } from '../../../domain/right-grounds.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { CaseNews } from '../../../ports/notice.ts';
import { noteOnCase } from './case-deps.ts';
import { confirmDecision, correctDecision, decideCase, proposeDecision, sendBackDecision } from './decide-case.ts';
import type { MemberAt } from './step-case.ts';
import { tellPerson } from './tell-person.ts';
import { askPerson, assignCase, extendCase } from './work-on-case.ts';

/** An action with what its form says. */
export type CaseDeed =
  | { readonly action: 'assign' | 'send-back' }
  /** `calledBack`: the member says that they spoke with the person. */
  | { readonly action: 'confirm'; readonly calledBack: boolean }
  | { readonly action: 'ask' | 'extend' | 'correct'; readonly text: string }
  | {
      readonly action: 'propose' | 'decide';
      readonly text: string;
      readonly outcome: CaseOutcome;
      readonly ground?: RightGround | undefined;
    };

/** Does what the button says and tells the person; the draft that became the text of the act is gone. Throws `case-refused`. */
export async function actOnCase(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  return deps.atomically(async () => {
    const done = await doOn(deps, at, deed);
    const news = newsOf[deed.action];
    if (news) await tellPerson(deps, done, news);
    if ('text' in deed) await deps.cases.keepDraft(done.id, at.member, '');
    return done;
  });
}

/** What the person is told of. */
const newsOf: Partial<Readonly<Record<CaseDeed['action'], CaseNews>>> = {
  ask: 'asked',
  extend: 'extended',
  confirm: 'decided',
  decide: 'decided',
  correct: 'corrected',
};

function doOn(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  switch (deed.action) {
    case 'assign':
      return assignCase(deps, at, at.member);
    case 'confirm':
      return confirmCalled(deps, at, deed.calledBack);
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
        ? proposeDecision(deps, at, { outcome: deed.outcome, reason: deed.text })
        : decideCase(deps, at, { outcome: deed.outcome, reason: deed.text, ground: deed.ground });
  }
}

/** A case that is called back is not granted before the second person spoke with whom it is about. */
async function confirmCalled(deps: Deps, at: MemberAt, calledBack: boolean): Promise<DeskCase> {
  const one = await deps.cases.findByFolio(at.folio);
  if (one && asksCallBack(deps, one) && !calledBack) throw new Refusal('call-back-missing');
  const done = await confirmDecision(deps, at);
  const by = await deps.staff.find(at.member);
  if (calledBack && one && by)
    await noteOnCase(deps, { act: 'case.changed', one, who: { member: by } }, { step: 'call-back' });
  return done;
}

/**
 * Whether the person is called back before a proposal that grants something is confirmed. Of a protection never: at a
 * contact of before the danger may answer.
 */
export const asksCallBack = ({ cases }: Pick<Deps, 'cases'>, { id, kind, proposal }: DeskCase): boolean =>
  kindRules[kind].attested &&
  kind !== 'proteccion' &&
  proposal !== undefined &&
  proposal.outcome !== 'rechazada' &&
  cases.isCalledBack(id);
