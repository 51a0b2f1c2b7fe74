import type { MrzVerdict } from '../../../domain/cases/document-copy.ts';
import { type MrzRead, namesFit, readMrz } from '../../../domain/mrz.ts';
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
  const fits = read && (await comparedWith(deps, await deps.cases.findByFolio(at.folio), read));
  return stepOfMember(deps, at, (by, now) => {
    const verdict: MrzVerdict | undefined = read && {
      by: by.id,
      at: now,
      wrong: read.wrong,
      expires: read.expires,
      ...(fits ?? { names: false }),
    };
    return { type: 'compare', by, verdict, reviewed, at: now };
  });
}

type Fits = Pick<MrzVerdict, 'names' | 'number' | 'born'>;

/** Whether the zone has what the account says of its person, or a request of a facilitador. */
async function comparedWith(deps: Deps, one: DeskCase | undefined, read: MrzRead): Promise<Fits> {
  const request = one?.kind === 'facilitador' ? await deps.facilitadorRequests.find(one.id) : undefined;
  if (request) {
    const { name, document, birthDate } = request.data;
    return {
      names: namesFit(name, read.names),
      // Cards of some countries have another number in the zone than the person's.
      number: document.kind === 'pasaporte' ? document.number.replace(/[^A-Z\d]/g, '') === read.number : undefined,
      born: birthDate.slice(2).replaceAll('-', '') === read.born,
    };
  }
  const holder = one?.accountId ? await deps.accounts.find(one.accountId) : undefined;
  return { names: holder !== undefined && namesFit(holder.personal.name ?? {}, read.names) };
}
