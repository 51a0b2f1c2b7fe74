import type { Account } from '../domain/account.ts';
import { isGlitch } from '../domain/registry-glitch.ts';
import type { Rut } from '../domain/rut.ts';
import type { CompanyChange } from '../ports/company-changes.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { applyChange, type ChangeNeeds } from './apply-company-change.ts';
import { isBack, isHourOld, runsOf, same } from './company-lists.ts';
import { endMandatesOf } from './end-mandate.ts';
import { endDelegatedByLeavers } from './end-membership.ts';

/**
 * Stores an answer of the SII, and acts where its list of representatives changed (rules, Companies): all sessions and
 * tokens of the company end, a representative who left gets no more messages, and the next key needs a current one's
 * card. What would be lost for good, the contacts of the person who left, is only set aside until a second equal
 * reading an hour later. While more than 1 % of the lists change within an hour none of this is done, and the answer is
 * not used: throws Unavailable.
 */
export async function noteCompany(deps: ChangeNeeds, company: Company): Promise<void> {
  const believed = await deps.atomically(() => note(deps, company));
  if (!believed) throw new Unavailable('tax-registry');
}

async function note(deps: ChangeNeeds, company: Company): Promise<boolean> {
  const before = (await deps.companies.recall(company.rut, new Date(0))) ?? (await asRegistered(deps, company));
  const open = await deps.companyChanges.find(company.rut);
  if (before && !same(runsOf(before), runsOf(company))) {
    const change = noted(deps, runsOf(before), runsOf(company), open);
    await deps.companyChanges.note(company.rut, change);
    if (await mustWait(deps, change)) return false;
    await deps.companies.remember(company);
    await applyChange(deps, before, company, change);
    return true;
  }
  await deps.companies.remember(company);
  if (open) await goOn(deps, company, open);
  return true;
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

/** What is noted of a reading that differs: a new change, the waiting one again, or a further step of one. */
function noted(
  { now }: ChangeNeeds,
  before: readonly Rut[],
  list: readonly Rut[],
  open: CompanyChange | undefined,
): CompanyChange {
  if (open && !open.applied && same(open.now, list)) return open;
  return { before, applied: false, keyNeededCard: false, ...open, now: list, seenAt: now() };
}

/**
 * Whether so many lists changed within the hour that the change is not plausible. One that is an hour old is accepted,
 * and so is the return to the earlier list.
 */
async function mustWait({ companyChanges, now }: ChangeNeeds, change: CompanyChange): Promise<boolean> {
  if (isHourOld(now(), change) || isBack(change)) return false;
  return isGlitch(await companyChanges.rate());
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
