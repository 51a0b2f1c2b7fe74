import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { confirmDecision, correctDecision, decideCase, proposeDecision, sendBackDecision } from './decide-case.ts';
import type { MemberAt } from './step-case.ts';
import { askPerson, assignCase, extendCase } from './work-on-case.ts';

/** An action with what its form says. */
export type CaseDeed =
  | { readonly action: 'assign' | 'confirm' | 'send-back' }
  | { readonly action: 'ask' | 'extend' | 'correct'; readonly text: string }
  | { readonly action: 'propose' | 'decide'; readonly text: string; readonly outcome: CaseOutcome };

/** Does what the button says; the draft that became the text of the act is gone with it. Throws `case-refused`. */
export async function actOnCase(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  return deps.atomically(async () => {
    const done = await doOn(deps, at, deed);
    if ('text' in deed) await deps.cases.keepDraft(done.id, at.member, '');
    return done;
  });
}

function doOn(deps: Deps, at: MemberAt, deed: CaseDeed): Promise<DeskCase> {
  switch (deed.action) {
    case 'assign':
      return assignCase(deps, at, at.member);
    case 'confirm':
      return confirmDecision(deps, at);
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
        : decideCase(deps, at, { outcome: deed.outcome, reason: deed.text });
  }
}
