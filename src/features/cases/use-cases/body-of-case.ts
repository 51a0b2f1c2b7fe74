import { companyRecalled } from '../../../account/representation.ts';
import { type BodyMatter, readBodyMatter } from '../../../domain/cases/body-matter.ts';
import type { Around } from '../../../domain/cases/may-decide.ts';
import { isInForce } from '../../../domain/mandate.ts';
import { isNamed } from '../../../domain/member-role.ts';
import type { BodyNaming, BodyObstacle } from '../../../domain/public-body.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { parseRun, type Rut } from '../../../domain/rut.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mandate } from '../../../ports/mandates.ts';
import { ownMailboxes } from './own-mailboxes.ts';

/** What a case of the kind `organismo` is about. */
interface BodyOfCase {
  readonly matter: BodyMatter;
  readonly naming: BodyNaming;
}

/** Undefined for a case of another kind. */
export const bodyOfCase = ({ kind, matter, body }: Pick<DeskCase, 'kind' | 'matter' | 'body'>) =>
  kind === 'organismo' && body ? ({ matter: readBodyMatter(matter), naming: body } satisfies BodyOfCase) : undefined;

/** The same, where it can be granted now. Throws `case-refused` where the SII names representatives, or nothing is left. */
export async function assertBody(deps: Deps, one: DeskCase): Promise<BodyOfCase> {
  const found = bodyOfCase(one);
  const why = found ? await whyNotBody(deps, found) : 'missing';
  if (!found || why) throw new Refusal('case-refused', { why: why ?? 'missing' });
  return found;
}

async function whyNotBody(deps: Deps, { matter, naming }: BodyOfCase): Promise<BodyObstacle | undefined> {
  if (await isRepresented(deps, naming.rut)) return 'body-represented';
  if (matter.step === 'nombrar') return undefined;
  return (await namedInForce(deps, matter.mandate)) ? undefined : 'body-over';
}

/**
 * Whether an organisation has a way of its own: an account here, or representatives at the SII, asked within 24 hours.
 * Throws Unavailable where the SII does not answer.
 */
export async function isRepresented(deps: Deps, rut: Rut): Promise<boolean> {
  if (await deps.accounts.findByIdentifier('juridica', rut)) return true;
  const known = await companyRecalled(deps, rut);
  return (known?.representantes.length ?? 0) > 0;
}

/** A membership that the desk gave and that is in force. */
export async function namedInForce(
  { mandates, now }: Pick<Deps, 'mandates' | 'now'>,
  id: string,
): Promise<Mandate | undefined> {
  const mandate = await mandates.find(id);
  return mandate && isNamed(mandate.source) && isInForce(mandate, now()) ? mandate : undefined;
}

/**
 * Whose case it is: the members of the public body, and who has a mailbox of it. The agency itself may be the body: then
 * its domain keeps no one away (`ownMailboxes`).
 */
export async function concernedByBody(
  deps: Pick<Deps, 'accounts' | 'mandates' | 'staff'>,
  { body }: Pick<DeskCase, 'body'>,
): Promise<Pick<Around, 'concerned' | 'contacts'>> {
  if (!body) return { concerned: [] };
  const open = await deps.mandates.ofOrganisation(body.rut, 'miembro');
  const found = await Promise.all(open.map(({ accountId }) => deps.accounts.find(accountId)));
  const { concerned, contacts } = await ownMailboxes(deps, body.email ? [body.email] : []);
  return {
    concerned: [
      ...concerned,
      ...found.flatMap((account) => (account?.profile === 'natural' ? [parseRun(account.identifier)] : [])),
    ],
    contacts,
  };
}
