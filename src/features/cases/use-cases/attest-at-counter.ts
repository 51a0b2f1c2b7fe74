import { consumeDesk } from '../../../account/desk-budget.ts';
import { openCase } from '../../../account/open-case.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { Identifier, PersonName } from '../../../domain/account.ts';
import type { AskedAtCounter, CounterDocument } from '../../../domain/cases/asked-at-counter.ts';
import type { CounterProfile } from '../../../domain/cases/counter-fields.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { needsAccountMail, needsFolio } from '../../../domain/cases/seen-at-counter.ts';
import type { Email } from '../../../domain/email.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Day } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { assertAccountMail } from './account-mail.ts';
import { assertOwnContacts } from './new-contacts.ts';
import { apartFrom } from './two-claims.ts';
import { attestDocument } from './work-on-case.ts';

/** What a counter typed of the person, the document and what is asked. */
export interface CounterTyped {
  readonly folio: string | undefined;
  /** The e-mail that the person says their account has; asked of who has a NIE and was not seen with a document before. */
  readonly accountMail?: Email | undefined;
  readonly kind: CaseKind;
  readonly profile: CounterProfile;
  readonly identifier: Identifier;
  readonly representative: Rut | undefined;
  readonly document: CounterDocument;
  readonly number: string;
  readonly expires: Day | undefined;
  readonly name: PersonName;
  readonly renewal: AskedAtCounter['renewal'];
  readonly contacts: AskedAtCounter['contacts'];
  readonly key: boolean;
}

/** The same with what the register said of the name. */
export interface CounterSeen extends CounterTyped {
  readonly namesAgree: boolean;
}

interface By {
  readonly member: StaffMember;
  readonly visitor: Visitor;
}

/**
 * «Vi el documento»: a member of a counter attests the document of the person in front of them, in the case that this
 * person already has or in a new one, and decides nothing. Returns the folio. Each member attests ten a day; what was
 * refused counts for nothing, and the auditores are told of the bound. Throws `desk-paused`, `counter-mail`,
 * `counter-mobile`, `counter-folio`, `counter-account`, `case-refused`.
 */
export async function attestAtCounter(deps: Deps, by: By, seen: CounterSeen): Promise<string> {
  const actor = { agent: by.member, visitor: by.visitor };
  await assertOwnContacts(deps, actor, seen);
  assertAccountMail(seen, await holderOf(deps, seen));
  const counted = await consumeDesk(deps, actor, [rateLimits.counterAttestations, by.member.id]);
  try {
    return await deps.atomically(async () => {
      const folio = await claimFor(deps, by, seen);
      const document = { document: seen.document, number: seen.number, expires: seen.expires ?? '' };
      await attestDocument(deps, { folio, member: by.member.id, visitor: by.visitor }, document, askedOf(seen));
      return folio;
    });
  } catch (error) {
    if (error instanceof Refusal) await counted.refund();
    throw error;
  }
}

/**
 * What another member attested for this number shuts no person out: who asks for something else has a case apart. But of
 * an account that was never proved the folio of its own session counts alone.
 */
async function claimFor(deps: Deps, by: By, seen: CounterSeen): Promise<string> {
  const folio = await caseFor(deps, by, seen);
  const one = await deps.cases.findByFolio(folio);
  if (!one || needsAccountMail(seen, await holderOf(deps, seen))) return folio;
  return apartFrom(deps, by, one, askedOf(seen));
}

/** The case whose folio the person has, the open one of their account, or a new one of the number that was typed. */
async function caseFor(deps: Deps, { member, visitor }: By, seen: CounterSeen): Promise<string> {
  const { kind, folio, profile, identifier } = seen;
  if (folio) return ownFolio(deps, folio, seen);
  const account = await holderOf(deps, { profile, identifier });
  if (needsFolio(seen, account)) throw new Refusal('counter-folio', { why: 'missing' });
  const open = account && (await deps.cases.openOf(account.id, kind));
  if (open) return open.folio;
  const asked = { kind, openedBy: 'staff', opener: member.id, holder: { named: { profile, identifier } } } as const;
  return (await openCase(deps, asked, visitor)).folio;
}

/** A folio opens nothing by itself: the case is of this kind and this number. */
async function ownFolio(deps: Deps, folio: string, { kind, profile, identifier }: CounterSeen): Promise<string> {
  const one = await deps.cases.findByFolio(folio);
  const own = one?.kind === kind && one.about?.profile === profile && one.about.identifier === identifier;
  if (!own) throw new Refusal('counter-folio');
  return folio;
}

const askedOf = ({
  document,
  expires,
  namesAgree,
  contacts,
  key,
  renewal,
  representative,
}: CounterSeen): AskedAtCounter => ({
  document: { kind: document, expires, namesAgree },
  contacts,
  key: key ? true : undefined,
  renewal: document === 'cedula-extranjero' ? renewal : undefined,
  representative,
});
