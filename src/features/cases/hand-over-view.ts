import { fullName } from '../../domain/account.ts';
import { handOverReasons } from '../../domain/cases/case-words.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { BACK_TO_QUEUE } from './case-form.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';

/** To whom the case may be given, and why; undefined where this member may not. */
export function handOverView({ cases }: Catalogue, { choices, receivers, one }: CaseSheet) {
  if (!choices.some(({ action, why }) => action === 'hand-over' && !why)) return undefined;
  const members = receivers.map(({ id, name, office }) => ({ value: id, text: `${fullName(name)}, ${office}` }));
  const queue = one.assignee ? [{ value: BACK_TO_QUEUE, text: cases.backToQueue }] : [];
  const reasons = handOverReasons.map((value) => ({ value, text: cases.handOverReasons[value] }));
  return { button: cases.actions['hand-over'].button, receivers: [...queue, ...members], reasons };
}
