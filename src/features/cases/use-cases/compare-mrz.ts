import type { MrzVerdict } from '../../../domain/cases/document-copy.ts';
import { namesFit, readMrz } from '../../../domain/mrz.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/** What a member typed of the zone, and the hash of the copy in which they read it. */
interface ZoneTyped {
  readonly typed: string;
  readonly reviewed: string;
}

/**
 * Compares what a member read in the machine readable zone of a copy, by its check digits and with the name of the account.
 * The verdict stands in the record of the case, and the zone itself is dropped; an empty one takes the verdict of before
 * away. Throws `mrz-unreadable` for what has not the length of a zone, and `case-refused`.
 */
export async function compareMrz(deps: Deps, at: MemberAt, { typed, reviewed }: ZoneTyped): Promise<DeskCase> {
  const read = typed.trim() === '' ? undefined : readMrz(typed);
  if (!read && typed.trim() !== '') throw new Refusal('mrz-unreadable');
  const one = await deps.cases.findByFolio(at.folio);
  const holder = one?.accountId ? await deps.accounts.find(one.accountId) : undefined;
  const names = read !== undefined && holder !== undefined && namesFit(holder.personal.name ?? {}, read.names);
  return stepOfMember(deps, at, (by, now) => {
    const verdict: MrzVerdict | undefined = read && {
      by: by.id,
      at: now,
      wrong: read.wrong,
      expires: read.expires,
      names,
    };
    return { type: 'compare', by, verdict, reviewed, at: now };
  });
}
