import { type LogoStates, logoStates } from '../../../account/logo-states.ts';
import type { Around } from '../../../domain/cases/may-decide.ts';
import { type PlatformMatter, readMatter } from '../../../domain/cases/platform-matter.ts';
import { contactsOfCompany } from '../../../domain/facilitador/company-contacts.ts';
import { type CheckedPoint, checklistOf } from '../../../domain/platform-checklist.ts';
import type { PortalClient } from '../../../domain/portal-client.ts';
import { parseRun, type Rut } from '../../../domain/rut.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PlatformRecord } from '../../../ports/platform-records.ts';
import { ownMailboxes } from './own-mailboxes.ts';

/** The client that a case of the kind `plataforma` is about. */
export interface PlatformOfCase {
  readonly matter: PlatformMatter;
  readonly client: PortalClient;
  readonly record: PlatformRecord;
  readonly points: readonly CheckedPoint[];
}

/** The same with what its page shows beside it. */
export interface ShownPlatform extends PlatformOfCase {
  readonly logos: LogoStates;
}

type Finding = Pick<Deps, 'platformRecords' | 'portalClients'>;

/** Undefined for a case of another kind, and where the client is gone. */
export async function platformOfCase(
  { platformRecords, portalClients }: Finding,
  one: Pick<DeskCase, 'kind' | 'matter'>,
): Promise<PlatformOfCase | undefined> {
  const matter = one.kind === 'plataforma' ? readMatter(one.matter) : undefined;
  const client = matter && (await portalClients.find(matter.client));
  if (!matter || !client) return undefined;
  const record = await platformRecords.find(client.id);
  return { matter, client, record, points: checklistOf(client.reviewed ?? client.data, record.marks) };
}

/** As `platformOfCase`, for its page. */
export async function shownPlatform(
  deps: Finding & Pick<Deps, 'files'>,
  one: Pick<DeskCase, 'kind' | 'matter'>,
): Promise<ShownPlatform | undefined> {
  const found = await platformOfCase(deps, one);
  return found && { ...found, logos: await logoStates(deps, found.client) };
}

type Needs = Pick<Deps, 'accounts' | 'companies' | 'mandates' | 'portalClients' | 'staff'>;

/**
 * Whose case it is: the members of the organisation, its representatives as the SII answered last, and who has a mailbox
 * of it or of a contact of the client.
 */
export async function concernedByPlatform(
  deps: Needs,
  one: Pick<DeskCase, 'matter'>,
): Promise<Pick<Around, 'concerned' | 'contacts'>> {
  const client = await deps.portalClients.find(readMatter(one.matter)?.client ?? '');
  if (!client) return { concerned: [] };
  const { rut } = client.organisation;
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  const company = await deps.companies.recall(rut, new Date(0));
  const representatives = (company?.representantes ?? []).map(({ run }) => run);
  const own = account?.personal.company?.representative.run;
  const { technicalContacts, institutionalContact } = client.data;
  const { concerned, contacts } = await ownMailboxes(deps, [
    ...[...technicalContacts, institutionalContact].map(({ email }) => email),
    ...(account ? contactsOfCompany(account) : []),
  ]);
  return {
    concerned: [rut, ...representatives, ...(own ? [own] : []), ...(await membersOf(deps, rut)), ...concerned],
    contacts,
  };
}

/** RUNs of everyone whom the organisation lets in. */
async function membersOf(
  { accounts, mandates }: Pick<Deps, 'accounts' | 'mandates'>,
  rut: Rut,
): Promise<readonly Rut[]> {
  const open = await mandates.ofOrganisation(rut, 'miembro');
  const found = await Promise.all(open.map(({ accountId }) => accounts.find(accountId)));
  return found.flatMap((account) => (account?.profile === 'natural' ? [parseRun(account.identifier)] : []));
}
