import { LAPSED_AT_ONCE } from '../../../ports/accounts.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChanges } from '../../../ports/pending-changes.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import { type Ended, type Ending, endInBatches, restAfter } from '../database/batches.ts';
import type { Database } from '../database/database.ts';

/** Each is a transaction of its own. */
const UNDONE_AT_ONCE = 100;
const DRAFTS_AT_ONCE = 100;

const past = (table: string, by: string, grace = '0 seconds'): Ending => ({
  table,
  by,
  where: `${by} < now() - interval '${grace}'`,
});

/** Models of the provider; each row says when it expires. */
const models = [
  'access_token',
  'authorization_code',
  'refresh_token',
  'device_code',
  'session',
  'grant',
  'interaction',
  'replay_detection',
  'pushed_authorization_request',
  'client_credentials',
  'client',
  'initial_access_token',
  'registration_access_token',
];

/** Rows that end by themselves: the column with the time of their end, and the grace period after it. */
const endings: readonly Ending[] = [
  ...models.map((model) => past(`oidc_${model}`, 'expires_at')),
  past('captchas', 'expires_at'),
  past('recoveries', 'expires_at'),
  past('key_changes', 'expires_at'),
  past('data_updates', 'expires_at'),
  past('contact_codes', 'created_at', '30 days'),
  past('account_codes', 'created_at', '30 days'),
  past('page_references', 'created_at', '1 day'),
  past('client_errors', 'at', '1 day'),
  past('client_days', 'day', '60 days'),
  past('announced_changes', 'sent_at', '400 days'),
  past('links', 'expires_at', '30 days'),
  // A change that is not final yet has no end.
  past('company_changes', 'ended_at', '1 day'),
  past('legacy_keys', 'expires_at'),
  past('logout_notices', 'created_at', '30 days'),
  past('event_notices', 'created_at', '30 days'),
  past('own_sessions', 'expires_at'),
  past('staff_sessions', 'expires_at'),
  past('staff_kept_forms', 'expires_at'),
  past('exports', 'expires_at'),
  // Of a draft that was prolonged as far as it goes; of other drafts they end with the draft.
  {
    table: 'files',
    by: 'received_at',
    where: "kept_at is null and ended_at is null and received_at < now() - interval '6 hours'",
    batch: 100,
  },
  // Another file was sent in their place.
  { table: 'files', by: 'ended_at', where: 'ended_at is not null and kept_at is null and reason is null', batch: 100 },
  // Longer than any session is valid: what a request under way writes back has expired by then.
  past('ended_sessions', 'ended_at', '1 day'),
  { table: 'throttles', by: 'window_ends', where: "window_ends < now() - interval '1 day' and consecutive = 0" },
  // A hundred wrong keys in a row end only with a right key (NIST): a pause of some days does not reset them.
  { table: 'throttles', by: 'window_ends', where: "window_ends < now() - interval '400 days' and consecutive > 0" },
];

/**
 * One pass: of each kind that has expired, and of lapsed registrations, one batch at most, so that many of one kind
 * delay no other, and a pass ends within some seconds. Gives how many rows ended and whether there may be more. A row
 * that does not verify delays nothing: it is thrown by the pass after which there is no more.
 */
export async function reap(
  database: Database,
  { accounts, pendingChanges, facilitadorDrafts }: Pick<Deps, 'accounts' | 'pendingChanges' | 'facilitadorDrafts'>,
  lapsedBefore: Date,
): Promise<Ended> {
  let { rows, more } = await inTurns(LAPSED_AT_ONCE, () => accounts.lapse(lapsedBefore));
  const drafts = await inTurns(DRAFTS_AT_ONCE, () => facilitadorDrafts.eraseEnded(DRAFTS_AT_ONCE));
  const undone = await forgetUndo(pendingChanges);
  rows += drafts.rows + undone.rows;
  more ||= drafts.more || undone.more;
  for (const ending of endings) {
    const ended = await endInBatches(database, ending, 1);
    rows += ended.rows;
    more ||= ended.more;
  }
  await forgetLostTokens(database);
  if (undone.fault && !more) throw undone.fault;
  return { rows, more };
}

/** Replaced contacts are kept for seven days, in which the old ones may restore them. */
async function forgetUndo(holds: PendingChanges): Promise<Ended & { readonly fault?: TamperedRow }> {
  const begun = performance.now();
  const rows = await holds.forgetUndo(UNDONE_AT_ONCE).catch((fault: unknown) => {
    if (fault instanceof TamperedRow) return fault;
    throw fault;
  });
  if (typeof rows !== 'number') return { rows: 0, more: false, fault: rows };
  if (rows < UNDONE_AT_ONCE) return { rows, more: false };
  await restAfter(begun);
  return { rows, more: true };
}

/** Ends at most so many rows; after a full batch it rests. */
async function inTurns(most: number, end: () => Promise<number>): Promise<Ended> {
  const begun = performance.now();
  const rows = await end();
  if (rows < most) return { rows, more: false };
  await restAfter(begun);
  return { rows, more: true };
}

/** A client that registered itself and was not used is deleted; so is the token with which it managed itself. */
async function forgetLostTokens({ run }: Database): Promise<void> {
  await run((sql) =>
    sql('oidc_registration_access_token as token')
      .whereNotExists(
        sql('oidc_client')
          .whereRaw("oidc_client.id = sha256(convert_to(token.payload ->> 'clientId', 'UTF8'))")
          .select(sql.raw('1')),
      )
      .delete(),
  );
}
