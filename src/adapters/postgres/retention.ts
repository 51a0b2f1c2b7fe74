import { daysOf, type Kept } from '../../domain/retention.ts';
import type { Database } from './database.ts';

const BATCH = 1000;
const BATCHES = 50;
/** As many rows of a kind as one run ends: there may be more. */
export const MOST_AT_ONCE = BATCH * BATCHES;

/** What ends by days and by no other job: the rows, and what becomes of them. `:before` is the end of the term. */
const ends: readonly { readonly kept: Kept; readonly table: string; readonly where: string; readonly set?: string }[] =
  [
    { kept: 'closedAccounts', table: 'accounts', where: "state = 'cerrada' and closed_at < :before" },
    {
      kept: 'messages',
      table: 'outbox',
      where: '(sent_at is not null or dead_at is not null) and created_at < :before',
    },
    { kept: 'undelivered', table: 'outbox', where: 'content is not null and dead_at < :before', set: 'content = null' },
    { kept: 'mailbox', table: 'mailbox', where: 'sent_at < :before' },
    { kept: 'provisionalKeys', table: 'provisional_keys', where: 'ended_at < :before' },
    { kept: 'holds', table: 'holds', where: "state <> 'waiting' and ended_at < :before" },
    {
      kept: 'rights',
      table: 'right_requests',
      // A block that stands keeps its proof, however old.
      where: "answered_at < :before and (kind <> 'bloqueo' or lifted_at < :before)",
    },
    {
      kept: 'companies',
      table: 'companies',
      where: `asked_at < :before and not exists (
      select from accounts a where a.profile = 'juridica' and a.identifier = companies.rut and a.state <> 'cerrada')`,
    },
  ];

/** Kinds of data whose term this job applies. */
export const endedDaily: readonly Kept[] = ends.map(({ kept }) => kept);

/**
 * Applies the terms of domain/retention.ts that end by days, in small batches that block nobody. Says how many rows of
 * each kind it ended; the trail is left alone, for it only takes rows.
 */
export async function applyRetention(database: Database, at: Date): Promise<Readonly<Partial<Record<Kept, number>>>> {
  const ended: Partial<Record<Kept, number>> = {};
  for (const end of ends) {
    const before = new Date(at.getTime() - daysOf(end.kept) * 24 * 3_600_000);
    ended[end.kept] = await endAll(database, end, before);
  }
  return ended;
}

async function endAll({ run }: Database, { table, where, set }: (typeof ends)[number], before: Date): Promise<number> {
  const chosen = `ctid in (select ctid from ${table} where ${where} limit ${BATCH} for update skip locked)`;
  const statement = set ? `update ${table} set ${set} where ${chosen}` : `delete from ${table} where ${chosen}`;
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rowCount } = await run<{ rowCount: number }>((sql) => sql.raw(statement, { before }));
    total += rowCount;
    if (rowCount < BATCH) break;
  }
  return total;
}
