import { randomInt, randomUUID } from 'node:crypto';
import { openCase } from '../../../src/account/open-case.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { AskedAtCounter } from '../../../src/domain/cases/asked-at-counter.ts';
import type { CaseKind } from '../../../src/domain/cases/kinds/kinds.ts';
import { checkDigit, parseRun } from '../../../src/domain/rut.ts';
import type { StaffRole } from '../../../src/domain/staff.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { Deps } from '../../../src/ports/deps.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { Browser } from '../browser.ts';
import { rosa } from '../client-app.ts';
import { givenContacts } from '../counter.ts';
import type { ServerProcess } from '../server-process.ts';
import { openStaff } from '../staff.ts';
import { fill } from './registrations.ts';

/** A member of the staff who is signed in. */
export interface Seat {
  readonly member: StaffMember;
  readonly sessionId: string;
  readonly browser: Browser;
  /** Token of the session, as the cookie has it. */
  readonly token: string;
}

const seen = { document: 'pasaporte', number: 'P1234567', expires: '2035-01-01' };
/** What Rosa asks for at a counter: new contacts. */
export const askedByRosa: AskedAtCounter = {
  document: { kind: 'pasaporte', namesAgree: true },
  contacts: givenContacts,
};

/** A member who works at the desk; each has a number of their own. */
export async function seat(
  deps: Deps,
  roles: readonly [StaffRole, ...StaffRole[]],
  office = 'Mesa central',
): Promise<Seat> {
  const body = String(randomInt(10_000_000, 40_000_000));
  const given = { roles, office, run: `${body}-${checkDigit(body)}` };
  const { member, browser, token } = await openStaff({ deps, issuer: deps.issuer }, given);
  const session = await deps.staffSessions.use(token);
  if (session === 'idle' || session === 'over') throw new Error('the session did not begin');
  return { member, sessionId: session.id, browser, token };
}

/** Rosa, who is among the seeded people. */
export async function rosaNow({ accounts }: Pick<Deps, 'accounts'>): Promise<Account> {
  const account = await accounts.findByIdentifier('natural', parseRun(rosa.rut));
  if (!account) throw new Error('Rosa is not among the seeded people');
  return account;
}

/** A case that Rosa opens in a session; returns its folio. */
export async function caseOfRosa(deps: Deps, kind: CaseKind): Promise<string> {
  const reference = `CS-${randomUUID().slice(0, 8)}`.toUpperCase();
  const visitor = { network: '192.0.2.77', device: 'Firefox en Linux', reference };
  return (await openCase(deps, { kind, openedBy: 'person', holder: { account: await rosaNow(deps) } }, visitor)).folio;
}

/** The same, attested by `agent`. */
export async function attestedCase(deps: Deps, { member }: Seat): Promise<string> {
  const folio = await caseOfRosa(deps, 'correo-perdido');
  await attestDocument(deps, { folio, member: member.id }, seen, askedByRosa);
  return folio;
}

/** The same, which `agent` proposes to grant. */
export async function proposedCase(deps: Deps, agent: Seat): Promise<string> {
  const folio = await attestedCase(deps, agent);
  const yes = { outcome: 'acogida', reason: 'Vimos el documento.', others: 'Leímos los otros casos.' } as const;
  await proposeDecision(deps, { folio, member: agent.member.id }, yes);
  return folio;
}

/** Steps of the trail by which a second member agrees: one in twenty cases is drawn, and waits for a call. */
export const CONFIRMED = `details ->> 'step' in ('confirm', 'to-call')`;

/** Ends a case that was drawn when it was confirmed, and does nothing before the call; `false` for any other one. */
export async function endDrawn({ cases, now }: Pick<Deps, 'cases' | 'now'>, folio: string): Promise<boolean> {
  const ended = await cases.change(folio, (one) =>
    one.state === 'por-llamar' ? { ...one, state: 'desistida', closedAt: now() } : undefined,
  );
  return ended !== undefined;
}

/** A button on the page of a case, filled in by a member and not pressed yet. */
export const onCase = (
  { deps, server }: { readonly deps: Deps; readonly server: ServerProcess },
  by: Seat,
  folio: string,
  fields: Readonly<Record<string, string>>,
) => fill(server, caseAddress(deps, by, 'caso', folio), fields, by.browser);
