import { entryOf } from '../../domain/entry-of.ts';
import { momentOf } from '../../http/words/moments.ts';
import { whatOf, whyOf } from '../../http/words/staff-act.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';

/** The visit that a `reclamo` is about: role and office of the member, without their name, who is not asked here. */
export function visitView(texts: Catalogue, { visit }: Pick<CaseSheet, 'visit'>, now: Date) {
  if (!visit) return undefined;
  const { act, words } = visit;
  const { roles, office } = act.details;
  const held = String(roles ?? '').split(' ');
  const named = held.flatMap((role) => entryOf<string>(texts.staff.roles, role) ?? []);
  return {
    moment: momentOf(texts, act.at, now),
    rows: [
      { dt: texts.cases.visit.who, dd: [...named, String(office ?? '')].filter(Boolean).join(', ') },
      { dt: texts.cases.visit.what, dd: whatOf(texts, act) },
      { dt: texts.cases.visit.why, dd: whyOf(texts, act, words) },
    ].filter(({ dd }) => dd !== ''),
  };
}
