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
