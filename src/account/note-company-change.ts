import type { Account } from '../domain/account.ts';
import { isGlitch } from '../domain/registry-glitch.ts';
import type { Rut } from '../domain/rut.ts';
import type { CompanyChange } from '../ports/company-changes.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { NotPlausible } from '../ports/unavailable.ts';
import { applyChange, type ChangeNeeds } from './apply-company-change.ts';
import { fell, hasEnded, isBack, isHourOld, rose, runsOf, same } from './company-lists.ts';
import { endMandatesOf } from './end-mandate.ts';
import { endDelegatedByLeavers } from './end-membership.ts';

/**
 * Stores an answer of the SII, and acts where its list of representatives changed (rules, Companies): all sessions and
 * tokens of the company end, a representative who left gets no more messages, and the next key needs a current one's
 * card. What would be lost for good, the contacts of the person who left, is only set aside until a second equal
 * reading an hour later. A company that is not in force any more is a change of the same count, though its list stays.
 * While more than 1 % of the companies change within an hour none of this is done, and the answer is not used: throws
 * NotPlausible.
 */
export const noteCompany = (deps: ChangeNeeds, company: Company): Promise<void> =>
  noteOrThrow(deps, async () => note(deps, await stored(deps, company), company));

/**
 * The same where the SII does not know the company: it is stored as one that ended, and no request of its clients is
 * served until the SII knows it again. Its representatives stay, so that nothing is dropped for good.
 */
export const noteUnknown = (deps: ChangeNeeds, rut: Rut): Promise<void> =>
  noteOrThrow(deps, async () => {
    const before = await deps.companies.recall(rut, new Date(0));
    return before === undefined || note(deps, before, { ...before, estado: 'termino_giro' });
  });

async function noteOrThrow(deps: ChangeNeeds, noting: () => Promise<boolean>): Promise<void> {
  if (!(await deps.atomically(noting))) throw new NotPlausible();
}

const stored = async (deps: ChangeNeeds, company: Company): Promise<Company | undefined> =>
  (await deps.companies.recall(company.rut, new Date(0))) ?? (await asRegistered(deps, company));

/** Whether the answer was believed. */
async function note(deps: ChangeNeeds, before: Company | undefined, company: Company): Promise<boolean> {
  const open = await deps.companyChanges.find(company.rut);
  if (before && isChange(before, company, open)) {
    const change = noted(deps, before, company, open);
    const waited = hasWaited(open, change);
    await deps.companyChanges.note(company.rut, change, change !== open && !waited);
    if (await mustWait(deps, change, waited)) return false;
    if (waited) await deps.companyChanges.note(company.rut, change, true);
    await deps.companies.remember(company);
    await apply(deps, before, company, change);
    return true;
  }
  await deps.companies.remember(company);
  if (open) await goOn(deps, company, open);
  return true;
}

/** A company that is in force again is only the end of a change: alone it counts as none. */
const isChange = (before: Company, company: Company, open: CompanyChange | undefined): boolean =>
  !same(runsOf(before), runsOf(company)) || fell(before, company) || (open !== undefined && rose(before, company));

/** Where the list stays, nothing is undone but what rests on the stored answer. */
async function apply(deps: ChangeNeeds, before: Company, company: Company, change: CompanyChange): Promise<void> {
  if (!same(runsOf(before), runsOf(company))) return applyChange(deps, before, company, change);
  if (isBack(change)) return deps.companyChanges.end(company.rut);
  await deps.companyChanges.note(company.rut, { ...change, applied: true });
}

/**
 * Where no answer is stored: the list with the representative whom the account has on file, if the SII does not name
 * that person any more. Deleting the earlier answer does not keep a representative who left (floor 15).
 */
async function asRegistered({ accounts }: Pick<Deps, 'accounts'>, company: Company): Promise<Company | undefined> {
  const account = await accounts.findByIdentifier('juridica', company.rut);
  const run = account?.personal.company?.representative.run;
  if (!run || runsOf(company).includes(run)) return undefined;
  return { ...company, representantes: [...company.representantes, { run }] };
}

/**
 * What is noted of a reading that differs: a new change, the waiting one again, or a further step of one. A company that
 * is not in force is a first reading again after an hour: however long the SII knows no company, no more are believed in
 * an hour than is plausible.
 */
function noted(deps: ChangeNeeds, before: Company, company: Company, open: CompanyChange | undefined): CompanyChange {
  const read = { now: runsOf(company), ended: hasEnded(company) };
  if (open && waitsAs(open, read) && !(read.ended && isHourOld(deps.now(), open))) return open;
  const first = { before: runsOf(before), endedBefore: hasEnded(before), applied: false, keyNeededCard: false };
  return { ...first, ...open, ...read, seenAt: deps.now() };
}

/** Whether a change waits, and this reading is the same. */
const waitsAs = ({ applied, now, ended = false }: CompanyChange, read: Pick<CompanyChange, 'now' | 'ended'>): boolean =>
  !applied && same(now, read.now) && ended === (read.ended ?? false);

/**
 * Whether this is the reading of an hour ago again. It counts once it is believed, and not while it waits: else those
 * that wait would keep each other waiting, and every other company, for ever.
 */
const hasWaited = (open: CompanyChange | undefined, change: CompanyChange): boolean =>
  open !== undefined && open !== change && waitsAs(open, change);

/**
 * Whether so many companies changed within the hour that the change is not plausible. A list that is an hour old is
 * accepted, and so is the return to the earlier answer. One that has waited is not counted yet.
 */
async function mustWait({ companyChanges, now }: ChangeNeeds, change: CompanyChange, waited: boolean) {
  if (isHourOld(now(), change) || isBack(change)) return false;
  const { changed, known } = await companyChanges.rate();
  return isGlitch({ changed: changed + (waited ? 1 : 0), known });
}

/** The list is the stored one: an hour after its first reading a change is final, and one that waited is over. */
async function goOn(deps: ChangeNeeds, company: Company, open: CompanyChange): Promise<void> {
  const { rut, representantes } = company;
  if (open.applied && !isHourOld(deps.now(), open)) return;
  await deps.companyChanges.end(rut);
  const account = open.applied ? await deps.accounts.findByIdentifier('juridica', rut) : undefined;
  if (account && representantes.length === 0) await endMandatesOf(deps, account, 'sin-representante');
  if (account && representantes.length > 0) await endDelegatedByLeavers(deps, account, company);
  if (account && open.aside) await recordDropped(deps, account);
}

const recordDropped = ({ audit }: ChangeNeeds, { id: accountId, subject }: Account): Promise<void> =>
  audit.record({ act: 'representation.dropped', accountId, subject });
