import { daysOf, type Kept } from '../../../domain/retention.ts';
import { type Ending, endInBatches } from '../database/batches.ts';
import type { Database } from '../database/database.ts';
import { endCompanies } from './company-retention.ts';

/** Batches of a kind in one run; where they were not enough another run follows at once. */
const BATCHES = 6;

/**
 * Data that end after days and by no other job: the rows, and what happens to them. `:before` is the end of the term.
 */
const ends: readonly (Ending & { readonly kept: Kept })[] = [
  {
    kept: 'closedAccounts',
    table: 'accounts',
    by: 'closed_at',
    where: "state = 'cerrada' and closed_at < :before",
    // All rows that depend on an account are deleted with it.
    batch: 100,
  },
  {
    kept: 'messages',
    table: 'outbox',
    by: 'created_at',
    where: '(sent_at is not null or dead_at is not null) and created_at < :before',
  },
  {
    kept: 'undelivered',
    table: 'outbox',
    by: 'dead_at',
    where: 'content is not null and dead_at < :before',
    set: 'content = null',
  },
  { kept: 'mailbox', table: 'mailbox', by: 'sent_at', where: 'sent_at < :before' },
  { kept: 'provisionalKeys', table: 'provisional_keys', by: 'ended_at', where: 'ended_at < :before' },
  { kept: 'holds', table: 'holds', by: 'ended_at', where: "state <> 'waiting' and ended_at < :before" },
  {
    kept: 'openCases',
    table: 'cases',
    by: 'opened_at',
    // One with a state ends by its own (features/cases/use-cases/expire-cases.ts).
    where: 'ended_at is null and version is null and opened_at < :before',
    // At the end of its term, however late this job reached it.
    set: `ended_at = opened_at + interval '${daysOf('openCases')} days', content = null`,
  },
  { kept: 'deskReasons', table: 'desk_reasons', by: 'created_at', where: 'created_at < :before' },
  { kept: 'deskReasons', table: 'desk_alarms', by: 'at', where: 'at < :before' },
  { kept: 'cases', table: 'cases', by: 'ended_at', where: "ended_at < :before and kind <> 'derecho'" },
  {
    kept: 'deskCalls',
    table: 'desk_calls',
    by: 'sent_at',
    where: 'sent_at < :before',
  },
  { kept: 'files', table: 'files', by: 'ended_at', where: 'ended_at < :before', batch: 100 },
  {
    kept: 'facilitadorInvitations',
    table: 'facilitador_invitations',
    by: 'changed_at',
    // What lets a person in now, or did within the term, keeps its proof and the person's number.
    where: `changed_at < :before and (
      select true from facilitador_requests join mandates on source = folio
      where facilitador_requests.id = facilitador_invitations.id
        and (mandates.ended_at is null or mandates.ended_at >= :before) limit 1) is null`,
  },
  {
    kept: 'memberInvitations',
    table: 'member_invitations',
    by: 'changed_at',
    where: 'changed_at < :before',
  },
  {
    kept: 'facilitadorRequests',
    table: 'facilitador_requests',
    by: 'ended_at',
    // With its invitation, never before it.
    where: `ended_at < :before
      and not exists (select from facilitador_invitations where facilitador_invitations.id = facilitador_requests.id)`,
  },
  {
    kept: 'portalDrafts',
    table: 'portal_clients',
    by: 'changed_at',
    where: "state = 'borrador' and changed_at < :before",
  },
  {
    kept: 'rights',
    table: 'right_requests',
    by: 'answered_at',
    // A block in force keeps its proof, however old.
    where: "answered_at < :before and (kind <> 'bloqueo' or lifted_at < :before)",
  },
  {
    kept: 'rights',
    table: 'cases',
    by: 'ended_at',
    // With the request, never before it.
    where: `kind = 'derecho' and ended_at < :before
      and not exists (select from right_requests where right_requests.id = cases.id)`,
  },
];

/** Kinds of data whose term this job applies. */
export const endedDaily: readonly Kept[] = [...new Set([...ends.map(({ kept }) => kept), 'companies' as const])];

/** How many rows of each kind ended, and whether there may be more of any. */
interface Applied {
  readonly rows: Readonly<Partial<Record<Kept, number>>>;
  readonly more: boolean;
}

/**
 * Applies the terms of domain/retention.ts that end after days, in small batches that block no other process and pause
 * in between. A run ends after some batches of each kind. The trail is left alone, because rows are never removed from
 * it.
 */
export async function applyRetention(database: Database, at: Date): Promise<Applied> {
  const rows: Partial<Record<Kept, number>> = {};
  let more = false;
  for (const end of ends) {
    const ended = await endInBatches(database, end, BATCHES, { before: termBefore(end.kept, at) });
    rows[end.kept] = (rows[end.kept] ?? 0) + ended.rows;
    more ||= ended.more;
  }
  rows.companies = await endCompanies(database, termBefore('companies', at));
  return { rows, more };
}

const termBefore = (kept: Kept, at: Date): Date => new Date(at.getTime() - daysOf(kept) * 24 * 3_600_000);
