import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { momentOf } from '../../http/words/moments.ts';
import { whatOf, whyOf } from '../../http/words/staff-act.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskAlarm, StaffAct } from '../../ports/oversight.ts';
import type { Names } from './use-cases/list-acts.ts';

/** Which account a line is about: its masked number, and nothing more. */
export const numberOf = (names: Names, accountId: string | undefined): string => {
  const account = names.account(accountId);
  return account ? maskIdentifier(account.identifier) : '';
};

/** The account that an act is about: that of the trail, or the one that an alarm names. */
export const accountIn = ({ accountId, details }: StaffAct): string | undefined =>
  accountId ?? (typeof details.about === 'string' ? details.about : undefined);

/** An act as a line of the list. */
export function actLine(
  texts: Catalogue,
  act: StaffAct & { readonly reason?: string | undefined },
  names: Names,
  now: Date,
) {
  return {
    moment: momentOf(texts, act.at, now),
    who: names.member(String(act.details.staff)) || texts.oversight.unknown,
    office: String(act.details.office ?? ''),
    what: whatOf(texts, act),
    number: numberOf(names, accountIn(act)),
    why: whyOf(texts, act, act.reason),
    network: act.network ?? '',
  };
}

/** An alarm as a line, and the way to its page. */
export function alarmLine(texts: Catalogue, alarm: DeskAlarm, names: Names, now: Date) {
  return {
    href: `/mesa/auditoria/alarma/${alarm.id}`,
    what: texts.oversight.alarms[alarm.kind],
    who: names.member(alarm.staffId) || texts.oversight.unknown,
    number: numberOf(names, alarm.accountId),
    moment: momentOf(texts, alarm.at, now),
  };
}
