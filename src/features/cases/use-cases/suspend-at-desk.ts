import { openPlatformCase } from '../../../account/platform-cases.ts';
import { EMERGENCY_HOURS, suspendPlatform } from '../../../account/suspend-platform.ts';
import { isWaiting } from '../../../domain/acceptance.ts';
import { kindRules } from '../../../domain/cases/kinds/kinds.ts';
import { type Around, type CaseStaff, whyNotWork } from '../../../domain/cases/may-decide.ts';
import { newCase } from '../../../domain/cases/new-case.ts';
import { matterText, type SuspensionReason } from '../../../domain/cases/platform-matter.ts';
import { mayTake } from '../../../domain/cases/platform-review.ts';
import type { PortalClient } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { concernedByPlatform } from './platform-of-case.ts';

/** A member of the desk at the page of a client. */
interface AtPlatform {
  readonly client: string;
  readonly member: string;
  readonly visitor: Visitor;
}

/**
 * Opens the case in which two people decide a suspension; the one who opens it never confirms it. In an emergency the
 * client is suspended at once, for 72 hours: it ends by itself where no second person confirms it. Returns the folio.
 * Throws `platform-unknown`, `case-refused`.
 */
export function askSuspension(
  deps: Deps,
  at: AtPlatform,
  { reason, now }: { readonly reason: SuspensionReason; readonly now: boolean },
): Promise<string> {
  return deps.atomically(async () => {
    const { client, by } = await allowed(deps, at, 'suspension');
    const matter = { step: 'suspension', client: client.id, reason } as const;
    const folio = await openPlatformCase(deps, matter, { visitor: at.visitor, staff: by.id });
    if (!now || client.suspension) return folio;
    if (!mayEmergency(by)) throw new Refusal('case-refused', { why: 'role' });
    const { emergency } = await deps.platformRecords.find(client.id);
    if (emergency === folio) throw new Refusal('case-refused', { why: 'two-people' });
    await deps.platformRecords.change(client.id, () => ({ emergency: folio }));
    const until = new Date(deps.now().getTime() + EMERGENCY_HOURS * 3_600_000);
    await suspendPlatform(deps, { id: client.id, reason, folio, until, by: staffMark(by) });
    return folio;
  });
}

/** Opens the case in which two people decide that a suspension ends. Returns the folio; throws as `askSuspension`. */
export function askLifting(deps: Deps, at: AtPlatform): Promise<string> {
  return deps.atomically(async () => {
    const { client, by } = await allowed(deps, at, 'levantamiento');
    const matter = { step: 'levantamiento', client: client.id } as const;
    return openPlatformCase(deps, matter, { visitor: at.visitor, staff: by.id });
  });
}

/** Only who could have the last word suspends alone. */
const mayEmergency = (member: CaseStaff): boolean => member.roles.includes('revisor') && !isWaiting(member);

/** No member acts on a client of the own organisation. */
async function allowed(
  deps: Deps,
  { client: id, member }: AtPlatform,
  step: 'suspension' | 'levantamiento',
): Promise<{ readonly client: PortalClient; readonly by: CaseStaff }> {
  const client = await deps.portalClients.find(id);
  const by = await deps.staff.find(member);
  if (!client || !by || !mayTake(step, client.state)) throw new Refusal('platform-unknown');
  const one = newCase({ kind: 'plataforma', matter: matterText({ step, client: id }), openedBy: 'staff' }, deps.now());
  const whose = await concernedByPlatform(deps, one);
  const around: Around = { ...whose, insiders: [], otherOffices: false };
  const why = whyNotWork(one, by, around);
  if (why) throw new Refusal('case-refused', { why });
  return { client, by };
}

/** Roles that open these pages. */
export const platformRoles = kindRules.plataforma.work;
