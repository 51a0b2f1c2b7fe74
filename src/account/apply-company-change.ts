import { type Account, rutOf } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { Rut } from '../domain/rut.ts';
import type { CompanyChange } from '../ports/company-changes.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { isBack, isHourOld, missingIn, runsOf } from './company-lists.ts';
import { contactsIn, withContacts, withoutContacts } from './contacts-aside.ts';
import { disavowLink } from './disavow-link.ts';
import { endMandatesOf, pauseMandatesOf } from './end-mandate.ts';
import { endDelegatedByLeavers } from './end-membership.ts';
import { type NoticeFor, notifyContact } from './notify-account.ts';
import { type EndEvent, type ShutDownNeeds, shutDown } from './shut-down.ts';
import { called } from './who-acted.ts';

/** The dependencies for noting a change. */
export type ChangeNeeds = ShutDownNeeds &
  Pick<Deps, 'atomically' | 'companies' | 'companyChanges' | 'issuer' | 'links' | 'mandates' | 'taxRegistry'>;

/**
 * Applies a changed list of representatives, as part of the caller's transaction: ends the company's sessions and keys,
 * and sets the contacts of a representative who left aside, or restores them where the earlier list is back.
 */
export async function applyChange(
  deps: ChangeNeeds,
  before: Company,
  company: Company,
  change: CompanyChange,
): Promise<void> {
  const found = await deps.accounts.findByIdentifier('juridica', company.rut);
  const account = found && (await deps.accounts.lock(found.id));
  if (!account) return deps.companyChanges.end(company.rut);
  const ended = await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    // Requests continue: when they are due the SII is asked whether their actor still represents the company.
    holds: 'stay',
    // The block is the company's, whichever person represents it.
    block: 'stay',
    // The factor of a representative who left opens nothing while the SII does not name that person.
    factors: 'stay',
    events: await eventsOfLeavers(deps, account, before, company),
  });
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'representation.changed', accountId, subject, details: { ended } });
  if (runsOf(company).length === 0) await pauseMandatesOf(deps, account);
  if (isBack(change)) return putBack(deps, account, change);
  await setAside(deps, account, company, change);
  await notifyChanged(deps, account, before, company);
}

async function notifyChanged(deps: ChangeNeeds, account: Account, before: Company, company: Company): Promise<void> {
  const at = instantOf(deps.now());
  const left = await called(deps, account, missingIn(company, before));
  const joined = await called(deps, account, missingIn(before, company));
  const notice: NoticeFor = async (to) => ({
    kind: 'representatives-changed',
    at,
    left,
    joined,
    link: await disavowLink(deps, account, to),
  });
  await notifyContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
}

/** A representative who left gets no more messages; the contacts are set aside, sealed, until the second reading. */
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
  // A change that waited for an hour was read twice by now.
  if (!isHourOld(deps.now(), change)) return;
  await deps.companyChanges.end(rut);
  if (runsOf(company).length === 0) await endMandatesOf(deps, account, 'sin-representante');
  else await endDelegatedByLeavers(deps, account, company);
}

/** The earlier list is back before the change was final: it was a glitch, and everything is restored. */
async function putBack(deps: ChangeNeeds, account: Account, change: CompanyChange): Promise<void> {
  const { aside, asideSince, keyNeededCard } = change;
  await deps.accounts.change(account.id, (latest) => ({
    ...(aside ? withContacts(latest, aside, asideSince) : latest),
    keyNeedsCard: keyNeededCard,
  }));
  await deps.companyChanges.end(rutOf(account));
  const notice = { kind: 'representatives-back', at: instantOf(deps.now()) } as const;
  await notifyContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
}

/** Clients that knew the actor are notified that the person left; below a checked card there was no `act` to know. */
async function eventsOfLeavers(
  { companies }: ChangeNeeds,
  { id }: Account,
  before: Company,
  after: Company,
): Promise<readonly EndEvent[]> {
  const events: EndEvent[] = [];
  for (const run of missingIn(after, before)) {
    const actor = await companies.findActor(id, { run });
    if (actor?.identidad === 'documento') events.push({ event: 'representation-ended', actor: actor.subject });
  }
  return events;
}
