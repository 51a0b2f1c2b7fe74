import { type Account, rutOf } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import { kindOf, type SharedEnd } from '../domain/mandate.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { giverIn, isNamed } from '../domain/member-role.ts';
import type { AuditEntry } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate } from '../ports/mandates.ts';
import type { Notice } from '../ports/notice.ts';
import { eachApart } from './each-apart.ts';
import { tellEnded } from './end-membership.ts';
import { notifyAccount, notifyContact } from './notify-account.ts';

/** The dependencies for ending a mandate. */
export type MandateNeeds = Pick<
  Deps,
  'accounts' | 'atomically' | 'audit' | 'mandates' | 'notifier' | 'now' | 'sessions'
>;

/** Why it ends, on whose word (none of the clock and the SII), and the company where it is known. */
interface Ending {
  readonly reason: SharedEnd;
  readonly by?: Pick<AuditEntry, 'visitor' | 'details'> | undefined;
  readonly company?: Account | undefined;
}

/**
 * Ends a mandate with the sessions and tokens that rest on it, and tells its person and the company; what rests on
 * another company's stays, and no session rests on a membership. `false` where it had ended before.
 */
export function endMandate(
  deps: MandateNeeds,
  { id }: Pick<Mandate, 'id'>,
  { reason, by, company }: Ending,
): Promise<boolean> {
  return deps.atomically(async () => {
    const mandate = await deps.mandates.end(id, reason);
    if (!mandate) return false;
    if (kindOf(mandate.scope) === 'miembro') {
      await tellEnded(deps, mandate, { reason, by, company });
      return true;
    }
    const { rut, razonSocial } = mandate.organisation;
    const source = company ?? (await deps.accounts.findByIdentifier('juridica', rut));
    if (source) await deps.sessions.endFor(mandate.accountId, source.subject);
    const entry = { act: 'mandate.ended', visitor: by?.visitor, details: { ...by?.details, reason } } as const;
    const at = instantOf(deps.now());
    await tellBoth(deps, mandate, source, entry, (reader) => ({
      kind: 'mandate-ended',
      at,
      company: razonSocial,
      why: reason,
      ...reader,
    }));
    return true;
  });
}

const kinds = ['facilitador', 'miembro'] as const;

/** Ends all that a company has open, but for what the desk gave; part of the caller's transaction. */
export async function endMandatesOf(deps: MandateNeeds, company: Account, reason: SharedEnd): Promise<void> {
  for (const kind of kinds)
    for (const mandate of await deps.mandates.ofOrganisation(rutOf(company), kind))
      if (!isNamed(mandate.source) && giverIn(mandate.source) === undefined)
        await endMandate(deps, mandate, { reason, company });
}

/** Ends all that lets a person in, whose account is closed; part of the caller's transaction. */
export async function endMandatesFor(deps: MandateNeeds, { id }: Pick<Account, 'id'>): Promise<void> {
  for (const kind of kinds)
    for (const mandate of await deps.mandates.ofAccount(id, kind))
      if (!mandate.endedAt) await endMandate(deps, mandate, { reason: 'cuenta-cerrada' });
}

/** Ends the sessions that rest on a company's mandates, which stay: the SII may name a representative again. */
export async function pauseMandatesOf(
  { mandates, sessions }: Pick<Deps, 'mandates' | 'sessions'>,
  company: Account,
): Promise<void> {
  for (const { accountId } of await mandates.ofOrganisation(rutOf(company)))
    await sessions.endFor(accountId, company.subject);
}

/**
 * A job for a ticker: ends the next mandates whose date came. Whether there may be more. One that fails keeps none of the
 * others; the first fault is thrown at the end.
 */
export async function endDueMandates(deps: MandateNeeds): Promise<boolean> {
  const due = await deps.mandates.due(BATCH);
  await eachApart(due, (id) => endMandate(deps, { id }, { reason: 'vencido' }));
  return due.length === BATCH;
}

const BATCH = 50;

type NoticeTo = (reader: { readonly to: 'facilitador' | 'company'; readonly nie: string }) => Notice;

/**
 * Writes the act into both accounts, and tells both; the number stays in part hidden. A company that closes its account
 * has had its last message.
 */
export async function tellBoth(
  deps: Pick<Deps, 'accounts' | 'audit' | 'notifier'>,
  { accountId, reason }: Pick<Mandate, 'accountId' | 'reason'>,
  company: Account | undefined,
  entry: Omit<AuditEntry, 'accountId' | 'subject'>,
  noticeTo: NoticeTo,
): Promise<void> {
  const person = await deps.accounts.find(accountId);
  for (const one of [person, company])
    if (one) await deps.audit.record({ ...entry, accountId: one.id, subject: one.subject });
  const nie = person ? maskIdentifier(person.identifier) : '';
  if (person?.state === 'activa') await notifyAccount(deps, person, noticeTo({ to: 'facilitador', nie }));
  if (company?.state !== 'activa' || reason === 'empresa-cerrada') return;
  await notifyContact(deps, company, noticeTo({ to: 'company', nie }), { channel: 'mail', to: company.personal.email });
}
