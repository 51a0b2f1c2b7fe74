import { openCase } from '../../../account/open-case.ts';
import { type AskedAtCounter, asksTheSame } from '../../../domain/cases/asked-at-counter.ts';
import { isOpen } from '../../../domain/cases/case.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import { isInTheWay, isOtherClaim } from '../../../domain/cases/two-claims.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { noteOnCase } from './case-deps.ts';

interface By {
  readonly member: StaffMember;
  readonly visitor: Visitor;
}

/**
 * The folio under which a counter attests what a person asks for: that of the case, unless another member attested
 * something else there; then the one of another case that asks for the same, or of a new one. Each of them names the
 * others, so that neither is granted unseen (`assertNoRival`).
 */
export async function apartFrom(
  deps: Deps,
  { member, visitor }: By,
  one: DeskCase,
  asked: AskedAtCounter,
): Promise<string> {
  const { kind, about, folio } = one;
  if (!about || !isOtherClaim(one, member.id, asked)) return folio;
  const others = await rivalsOf(deps, one);
  const same = others.find((other) => isOpen(other) && other.asked && asksTheSame(other.asked, asked));
  if (same) return same.folio;
  const opening = { kind, openedBy: 'staff', opener: member.id, holder: { named: about, apart: member.id } } as const;
  const opened = await openCase(deps, opening, visitor);
  const all = [...new Set([opened.folio, folio, ...others.map((other) => other.folio)])];
  for (const each of all) await nameRivals(deps, each, all, member);
  return opened.folio;
}

async function nameRivals(deps: Deps, folio: string, all: readonly string[], member: StaffMember): Promise<void> {
  await deps.cases.change(folio, async (one) => {
    const rivals = [...new Set([...(one.rivals ?? []), ...all])].filter((other) => other !== folio);
    if (rivals.length === (one.rivals ?? []).length) return undefined;
    await noteOnCase(deps, { act: 'case.changed', one, who: { member } }, { step: 'two-claims' });
    return { ...one, rivals };
  });
}

/** The other cases that it names, as long as they are kept. */
async function rivalsOf({ cases }: Pick<Deps, 'cases'>, { rivals = [] }: DeskCase): Promise<readonly DeskCase[]> {
  const found = await Promise.all(rivals.map((folio) => cases.findKept(folio)));
  return found.filter((other) => other !== undefined);
}

/** Folios of the cases that keep it from being granted. */
export const inTheWayOf = async (deps: Pick<Deps, 'cases'>, one: DeskCase): Promise<readonly string[]> =>
  (await rivalsOf(deps, one)).filter((other) => isInTheWay(one, other)).map(({ folio }) => folio);

/**
 * A case is granted only once each other claim of its number was rejected, or ended: two people have read both. Throws
 * `case-refused`.
 */
export async function assertNoRival(deps: Pick<Deps, 'cases'>, one: DeskCase, event: CaseEvent): Promise<void> {
  const outcome = 'outcome' in event ? event.outcome : one.proposal?.outcome;
  const grants =
    event.type === 'propose' || event.type === 'confirm' || (event.type === 'call' && event.result === 'confirmo');
  if (!grants || outcome === 'rechazada') return;
  if ((await inTheWayOf(deps, one)).length > 0) throw new Refusal('case-refused', { why: 'two-claims' });
}
