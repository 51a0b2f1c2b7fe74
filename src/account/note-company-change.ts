import { type Account, rutOf } from '../domain/account.ts';
import { isGlitch, SECOND_READING_MS } from '../domain/registry-glitch.ts';
import type { Rut } from '../domain/rut.ts';
import type { CompanyChange } from '../ports/company-changes.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { disavowLink } from './disavow-link.ts';
import { hourOf } from './hour.ts';
import { type ClientEvent, type ShutDownNeeds, shutDown } from './shut-down.ts';
import { type NoticeFor, tellContact } from './tell-holder.ts';
import { called } from './who-acted.ts';

/** What noting a change needs. */
export type ChangeNeeds = ShutDownNeeds &
  Pick<Deps, 'atomically' | 'companies' | 'companyChanges' | 'issuer' | 'links' | 'taxRegistry'>;

/**
 * Remembers an answer of the SII, and acts where its list of representatives is another one (rules, Companies): sessions
 * and tokens of the company end, whoever acted, a representative who left gets no more messages, and the next key asks a
 * current one's card. What would be lost for good, the contacts of who left, is only set aside until a second equal
 * reading an hour later. While more than 1 % of the lists change within an hour nothing of it is done, and the answer
 * counts as none: throws Unavailable.
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
    await apply(deps, before, company, change);
    return true;
  }
  await deps.companies.remember(company);
  if (open) await goOn(deps, company, open);
  return true;
}

/**
 * Where no answer is remembered: the list with whom the account has on file, if the SII does not name that person any more.
 * Who deletes the answer of before does not keep a representative who left (floor 15).
 */
async function asRegistered({ accounts }: Pick<Deps, 'accounts'>, company: Company): Promise<Company | undefined> {
  const account = await accounts.findByIdentifier('juridica', company.rut);
  const run = account?.personal.company?.representative.run;
  if (!run || runsOf(company).includes(run)) return undefined;
  return { ...company, representantes: [...company.representantes, { run }] };
}

/** What is noted of a reading that differs: a new change, the one that waits once more, or a further step of one. */
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
 * Whether so many lists changed within the hour that this is no change of people. One that is an hour old is believed,
 * and so is the way back to the list of before.
 */
async function mustWait({ companyChanges, now }: ChangeNeeds, change: CompanyChange): Promise<boolean> {
  if (isHourOld(now(), change) || isBack(change)) return false;
  return isGlitch(await companyChanges.rate());
}

const isHourOld = (now: Date, { seenAt }: CompanyChange): boolean =>
  now.getTime() - seenAt.getTime() >= SECOND_READING_MS;
const isBack = ({ applied, before, now }: CompanyChange): boolean => applied && same(before, now);

/** The list is the remembered one: an hour after its first reading a change is final, and one that waited is over. */
async function goOn(deps: ChangeNeeds, { rut }: Company, open: CompanyChange): Promise<void> {
  if (open.applied && !isHourOld(deps.now(), open)) return;
  await deps.companyChanges.end(rut);
  if (open.applied && open.aside) await recordDropped(deps, rut);
}

async function recordDropped(deps: ChangeNeeds, rut: Rut): Promise<void> {
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  if (account)
    await deps.audit.record({ act: 'representation.dropped', accountId: account.id, subject: account.subject });
}

async function apply(deps: ChangeNeeds, before: Company, company: Company, change: CompanyChange): Promise<void> {
  const found = await deps.accounts.findByIdentifier('juridica', company.rut);
  const account = found && (await deps.accounts.lock(found.id));
  if (!account) return deps.companyChanges.end(company.rut);
  const ended = await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    // Requests go on, and at their hour the SII is asked whether who made them still represents the company.
    holds: 'stay',
    // The block is the company's, whoever represents it.
    block: 'stay',
    events: await eventsOfLeavers(deps, account, before, company),
  });
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'representation.changed', accountId, subject, details: { ended } });
  if (isBack(change)) return putBack(deps, account, change);
  await setAside(deps, account, company, change);
  const at = hourOf(deps.now());
  const left = await called(deps, account, missingIn(company, before));
  const joined = await called(deps, account, missingIn(before, company));
  const notice: NoticeFor = async (to) => ({
    kind: 'representatives-changed',
    at,
    left,
    joined,
    link: await disavowLink(deps, account, to),
  });
  await tellContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
}

/** A representative who left gets no more messages; what was on file is kept aside, sealed, for the second reading. */
async function setAside(deps: ChangeNeeds, account: Account, company: Company, change: CompanyChange): Promise<void> {
  const { representative } = account.personal.company ?? {};
  const stays = (run: Rut | undefined): boolean => run === undefined || runsOf(company).includes(run);
  const returns = change.aside && stays(change.aside.run) ? change.aside : undefined;
  const leaves = !stays(representative?.run);
  await deps.accounts.change(account.id, (latest) => {
    const kept = returns ? withContacts(latest, returns, change.asideSince) : latest;
    return { ...(leaves ? withoutContacts(kept) : kept), keyNeedsCard: true };
  });
  const aside = returns ? undefined : (change.aside ?? (leaves ? contactsIn(representative) : undefined));
  const asideSince = aside && (change.aside ? change.asideSince : account.confirmed.mobile);
  const keyNeededCard = change.applied ? change.keyNeededCard : account.keyNeedsCard;
  const { rut } = company;
  await deps.companyChanges.note(rut, { ...change, applied: true, aside, asideSince, keyNeededCard });
  // One that waited an hour was read twice by now.
  if (isHourOld(deps.now(), change)) await deps.companyChanges.end(rut);
}

/** The list of before is back before the change was final: it was a glitch, and nothing is lost. */
async function putBack(deps: ChangeNeeds, account: Account, change: CompanyChange): Promise<void> {
  const { aside, asideSince, keyNeededCard } = change;
  await deps.accounts.change(account.id, (latest) => ({
    ...(aside ? withContacts(latest, aside, asideSince) : latest),
    keyNeedsCard: keyNeededCard,
  }));
  await deps.companyChanges.end(rutOf(account));
  const notice = { kind: 'representatives-back', at: hourOf(deps.now()) } as const;
  await tellContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
}

const contactsIn = (representative: CompanyChange['aside']): CompanyChange['aside'] =>
  representative?.mobile || representative?.email ? representative : undefined;

function withoutContacts(account: Account): Account {
  const { company } = account.personal;
  if (!company) return account;
  const { run, name } = company.representative;
  return { ...account, personal: { ...account.personal, company: { ...company, representative: { run, name } } } };
}

/** Gives back what was set aside, confirmed as it was, unless another representative's contacts stand there by now. */
function withContacts(account: Account, aside: NonNullable<CompanyChange['aside']>, mobile: Date | undefined): Account {
  const { company } = account.personal;
  const { representative } = company ?? {};
  if (!company || representative?.run !== aside.run || representative.mobile || representative.email) return account;
  return {
    ...account,
    personal: { ...account.personal, company: { ...company, representative: aside } },
    confirmed: { ...account.confirmed, mobile },
  };
}

/** Clients that knew who acted learn who does not any more; below a checked card there was no `act` to know. */
async function eventsOfLeavers(
  { companies }: ChangeNeeds,
  { id }: Account,
  before: Company,
  after: Company,
): Promise<readonly ClientEvent[]> {
  const events: ClientEvent[] = [];
  for (const run of missingIn(after, before)) {
    const actor = await companies.findActor(id, { run });
    if (actor?.identidad === 'documento') events.push({ event: 'representation-ended', actor: actor.subject });
  }
  return events;
}

/** Representatives of one list that the other has not. */
const missingIn = (list: Company, other: Company): readonly Rut[] =>
  runsOf(other).filter((run) => !runsOf(list).includes(run));

const runsOf = ({ representantes }: Company): readonly Rut[] => representantes.map(({ run }) => run).sort();
const same = (one: readonly Rut[], other: readonly Rut[]): boolean => one.join() === other.join();
