import { entryOf } from '../../domain/entry-of.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StaffAct } from '../../ports/oversight.ts';

/** What a member of the staff did, in the words of the desk. */
export function whatOf({ oversight, desk }: Catalogue, { act, details }: Pick<StaffAct, 'act' | 'details'>): string {
  const name = entryOf<string>(oversight.acts, act) ?? act;
  const action = entryOf<{ readonly title: string }>(desk.actions, String(details.action))?.title;
  const alarm = entryOf<string>(oversight.alarms, String(details.alarm));
  const more = action ?? alarm;
  return more ? `${name}: ${more}` : name;
}

/** Why they did it: the reason that they chose, and the words that they wrote; empty where there is neither. */
export const whyOf = ({ desk }: Catalogue, { details }: Pick<StaffAct, 'details'>, words: string | undefined): string =>
  [entryOf<string>(desk.reasons, String(details.reason)), words].filter(Boolean).join(': ');
