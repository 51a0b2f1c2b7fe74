import type { Accepted } from '../../domain/acceptance.ts';
import { fullName } from '../../domain/account.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StaffMember } from '../../ports/staff.ts';

/** Who gave a member access, who accepted them and who ended that, as the page shows it; nothing of a member of before. */
export function acceptanceShown(
  texts: Catalogue,
  { acceptance }: Pick<StaffMember, 'acceptance'>,
  members: readonly StaffMember[],
  now: Date,
) {
  if (!acceptance) return [];
  const { acceptance: words } = texts.staff;
  const nameOf = (id: string): string => {
    const found = members.find((member) => member.id === id);
    return found ? fullName(found.name) : texts.oversight.unknown;
  };
  const said = ({ name, at, reason }: Accepted): string => words.said(name, momentOf(texts, at, now).text, reason);
  const { since, by, accepted, ended } = acceptance;
  return [
    ...(accepted ? [] : [{ dt: words.since, dd: momentOf(texts, since, now).text }]),
    { dt: words.given, dd: by.map(nameOf).join(', ') || words.operator },
    ...(accepted ? [{ dt: words.accepted, dd: said(accepted) }] : []),
    ...(ended && !accepted ? [{ dt: words.ended, dd: said(ended) }] : []),
  ];
}
