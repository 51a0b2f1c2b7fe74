import type { ReservationState } from '../../../domain/reservation.ts';
import type { ReservedAccount, ReservedAccounts } from '../../../ports/oversight.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';

const NO_ONE = '00000000-0000-0000-0000-000000000000';

interface Row {
  readonly account_id: string;
  readonly state: ReservationState;
  readonly asked_by: string;
  readonly changed_at: Date;
  readonly version: number | null;
}

/**
 * Marks of accounts in PostgreSQL, each bound. One that the trail knows and whose row is gone counts as in force, so that
 * no sheet opens because a row was deleted.
 */
export function postgresReservedAccounts(database: Database, secrets: KeyMaterial, now: () => Date): ReservedAccounts {
  const rows = versionedRows<Row>(database, secrets, 'reserved_accounts');
  const lost = async (accountId: string): Promise<ReservedAccount | undefined> =>
    (await rows.known(accountId)) > 0 ? { accountId, state: 'reserved', askedBy: NO_ONE, changedAt: now() } : undefined;
  return {
    async find(account_id) {
      const row = await rows.newest(account_id);
      return row ? toMark(row) : lost(account_id);
    },
    async list(limit) {
      const found = await rows.all((marks) => marks.whereNot({ state: 'ended' }).orderBy('changed_at').limit(limit));
      return found.map(toMark);
    },
    change: (account_id, step) =>
      database.atomically(async () => {
        const before = await rows.first((marks) => marks.where({ account_id }).forUpdate());
        const { state, askedBy: asked_by } = step(before ? toMark(before) : await lost(account_id));
        const after = { state, asked_by, changed_at: now() };
        if (!before) return rows.insert({ account_id, ...after });
        await rows.edit(
          (marks) => marks.where({ account_id }),
          () => after,
        );
      }),
  };
}

const toMark = ({ account_id, state, asked_by, changed_at }: Row): ReservedAccount => ({
  accountId: account_id,
  state,
  askedBy: asked_by,
  changedAt: changed_at,
});
