import { bodyMatterText } from '../../../domain/cases/body-matter.ts';
import { type CaseStaff, whyNotWork } from '../../../domain/cases/may-decide.ts';
import { newCase } from '../../../domain/cases/new-case.ts';
import type { Email } from '../../../domain/email.ts';
import { isPublicMail } from '../../../domain/meant-email.ts';
import type { BodyNaming, NamingAct } from '../../../domain/public-body.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { concernedByBody, isRepresented, namedInForce } from './body-of-case.ts';

/** A member of the desk who opens a case about a public body. */
export interface AtBody {
  readonly member: string;
  readonly visitor: Visitor;
}

/**
 * Opens the case in which two others decide who is the first person of a public body. Returns the folio; of the same body
 * and mailbox that of the open case. Throws `body-mail` for mail of the public, and `case-refused`, also where the
 * organisation has representatives of its own.
 */
export async function askNaming(deps: Deps, at: AtBody, naming: BodyNaming & { readonly email: Email }) {
  if (isPublicMail(naming.email.slice(naming.email.lastIndexOf('@') + 1).toLowerCase())) throw new Refusal('body-mail');
  if (await isRepresented(deps, naming.rut)) throw new Refusal('case-refused', { why: 'body-represented' });
  return openBodyCase(deps, at, { matter: { step: 'nombrar' }, body: naming, claim: [naming.rut, naming.email] });
}

/** Opens the case in which two others decide that an access goes on. Throws `body-unknown` and `case-refused`. */
export async function askRenewal(
  deps: Deps,
  at: AtBody,
  { mandate, act, months }: { readonly mandate: string; readonly act: NamingAct; readonly months: number },
): Promise<string> {
  const named = await namedInForce(deps, mandate);
  if (!named) throw new Refusal('body-unknown');
  const { rut, razonSocial } = named.organisation;
  const body = { rut, razonSocial, act, months };
  return openBodyCase(deps, at, { matter: { step: 'renovar', mandate }, body, claim: [mandate] });
}

interface NewBodyCase {
  readonly matter: Parameters<typeof bodyMatterText>[0];
  readonly body: BodyNaming;
  readonly claim: readonly string[];
}

function openBodyCase(deps: Deps, at: AtBody, { matter, body, claim }: NewBodyCase): Promise<string> {
  return deps.atomically(async () => {
    const by = await memberWho(deps, at, body);
    const opening = {
      kind: 'organismo',
      matter: bodyMatterText(matter),
      openedBy: 'staff',
      opener: by.id,
      body,
    } as const;
    const { folio, opened } = await deps.cases.open({
      folio: at.visitor.reference,
      begun: newCase(opening, deps.now()),
      claim: ['organismo', matter.step, ...claim],
    });
    const details = { ...staffMark(by), folio, kind: 'organismo', step: matter.step };
    if (opened) await deps.audit.record({ act: 'case.asked', visitor: at.visitor, details });
    return folio;
  });
}

/** The member, who has a role of the kind and takes no part in the public body. Throws `case-refused`. */
export async function memberWho(deps: Deps, { member }: AtBody, body: BodyNaming): Promise<CaseStaff> {
  const by = await deps.staff.find(member);
  const one = newCase({ kind: 'organismo', openedBy: 'staff', body }, deps.now());
  const whose = await concernedByBody(deps, one);
  const why = by ? whyNotWork(one, by, { ...whose, otherOffices: false }) : 'suspended';
  if (!by || why) throw new Refusal('case-refused', { why: why ?? 'suspended' });
  return by;
}
