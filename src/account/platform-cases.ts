import { caseStep } from '../domain/cases/case-step.ts';
import { newCase } from '../domain/cases/new-case.ts';
import { matterText, type PlatformMatter, type PlatformStep } from '../domain/cases/platform-matter.ts';
import type { MemberRole } from '../domain/member-role.ts';
import { checklistOf, isWhole } from '../domain/platform-checklist.ts';
import { assertMayDo, type PortalClient, portalClientId } from '../domain/portal-client.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { tellPlatform } from './tell-platform.ts';

type Needs = Pick<
  Deps,
  'atomically' | 'audit' | 'cases' | 'issuer' | 'notifier' | 'now' | 'platformRecords' | 'portalClients'
>;

/** Who opens a case about a client: a member of its organisation, or of the staff by id. */
export interface PlatformOpener {
  readonly visitor: Visitor;
  readonly staff?: string | undefined;
}

/** Cases that the organisation opens. */
const OF_ORGANISATION: readonly PlatformStep[] = ['certificacion', 'revision', 'produccion'];

const ALONE = { concerned: [], otherOffices: false };

/**
 * Opens the case of a step of a client, in the caller's transaction; of one that is open already its folio is returned.
 * It is about no account: the organisation and its members are read from the client.
 */
export async function openPlatformCase(
  deps: Needs,
  matter: PlatformMatter,
  { visitor, staff }: PlatformOpener,
): Promise<string> {
  const { cases, audit, platformRecords } = deps;
  const openedBy = staff ? 'staff' : 'person';
  const { folio, opened } = await cases.open({
    folio: visitor.reference,
    begun: newCase({ kind: 'plataforma', matter: matterText(matter), openedBy, opener: staff }, deps.now()),
    claim: ['plataforma', matter.step, matter.client],
  });
  if (!opened) return folio;
  await platformRecords.change(matter.client, ({ folios }) => ({ folios: { ...folios, [matter.step]: folio } }));
  const details = { folio, kind: 'plataforma', step: matter.step, by: staff ? 'staff' : 'person' };
  await audit.record({ act: 'case.asked', clientId: portalClientId(matter.client), visitor, details });
  return folio;
}

/** The folio of the open case of a step of a client; undefined where none is open. */
export async function openFolioOf(
  { cases, platformRecords }: Pick<Deps, 'cases' | 'platformRecords'>,
  client: string,
  step: PlatformStep,
): Promise<string | undefined> {
  const folio = (await platformRecords.find(client)).folios[step];
  return folio === undefined ? undefined : (await cases.findByFolio(folio))?.folio;
}

/**
 * Takes the open cases of these steps under lock, in the caller's transaction. What changes a client and its case calls
 * it before the client is locked: a decision of the desk locks the case first, and two orders would be a deadlock.
 */
export async function lockCasesOf(
  deps: Pick<Deps, 'cases' | 'platformRecords'>,
  client: string,
  steps: readonly PlatformStep[] = OF_ORGANISATION,
): Promise<void> {
  for (const step of steps) {
    const folio = await openFolioOf(deps, client, step);
    if (folio) await deps.cases.change(folio, () => undefined);
  }
}

/**
 * A client was submitted to review, in the transaction that made it `en-revision`: the case that waited for corrections
 * goes on, or a new one is opened. The data of this time and of the one before are kept, so that reviewers see what
 * changed. Returns the folio.
 */
export async function reviewBegins(deps: Needs, client: PortalClient, opener: PlatformOpener): Promise<string> {
  const { platformRecords } = deps;
  await platformRecords.change(client.id, ({ submitted }) => ({ submitted: client.data, before: submitted }));
  return resumeOrOpen(deps, { step: 'certificacion', client: client.id }, opener);
}

/**
 * A revision was submitted, in the transaction that made it `en-revision`: the case that waited for corrections goes on,
 * or a new one is opened. What is approved has the digest that is noted here. Returns the folio.
 */
export async function revisionBegins(
  deps: Needs,
  { client, digest }: { readonly client: string; readonly digest: string },
  opener: PlatformOpener,
): Promise<string> {
  await deps.platformRecords.change(client, () => ({ revision: digest }));
  return resumeOrOpen(deps, { step: 'revision', client }, opener);
}

async function resumeOrOpen(deps: Needs, matter: PlatformMatter, opener: PlatformOpener): Promise<string> {
  const waiting = await openFolioOf(deps, matter.client, matter.step);
  const answered = waiting && (await stepOfOrganisation(deps, waiting, 'answer'));
  return answered || openPlatformCase(deps, matter, opener);
}

/**
 * The organisation took its client back from review, or deleted it: the cases end without a decision. Of a revision that
 * it took back or threw away only the case of that (`steps`).
 */
export async function reviewEnds(
  deps: Needs,
  client: Pick<PortalClient, 'id'>,
  steps: readonly PlatformStep[] = OF_ORGANISATION,
): Promise<void> {
  for (const step of steps) {
    const folio = await openFolioOf(deps, client.id, step);
    if (folio) await stepOfOrganisation(deps, folio, 'withdraw');
  }
}

/** The step that it led to, recorded; undefined where the case did not wait for it. */
async function stepOfOrganisation(
  { cases, audit, now }: Needs,
  folio: string,
  type: 'answer' | 'withdraw',
): Promise<string | undefined> {
  const changed = await cases.change(folio, async (one) => {
    const { next } = caseStep(one, { type, at: now() }, ALONE);
    if (!next) return undefined;
    await audit.record({ act: 'case.changed', details: { folio, kind: one.kind, step: type, by: 'person' } });
    return next;
  });
  return changed?.folio;
}

/**
 * A member who administers the organisation asks for production: a case that one member of the staff decides. Throws
 * `portal-gone`, `portal-role`, `portal-state`, and `platform-checklist` while a point is missing.
 */
export function askProduction(
  deps: Needs,
  { id, role }: { readonly id: string; readonly role: MemberRole | undefined },
  opener: PlatformOpener,
): Promise<string> {
  return deps.atomically(async () => {
    const client = await deps.portalClients.find(id);
    if (!client) throw new Refusal('portal-gone');
    assertMayDo('askProduction', role, client);
    const { marks } = await deps.platformRecords.find(id);
    if (!isWhole(checklistOf(client.reviewed ?? client.data, marks))) throw new Refusal('platform-checklist');
    // A second request is the first one, and no contact is told again.
    const open = await openFolioOf(deps, id, 'produccion');
    if (open) return open;
    const folio = await openPlatformCase(deps, { step: 'produccion', client: id }, opener);
    await tellPlatform(deps, client, 'production-asked', { folio });
    return folio;
  });
}
