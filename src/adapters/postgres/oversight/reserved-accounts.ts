import type { ReservationState } from '../../../domain/reservation.ts';
import type { ReservedAccount, ReservedAccounts } from '../../../ports/oversight.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly account_id: string;
  readonly state: ReservationState;
  readonly asked_by: string;
  readonly changed_at: Date;
}

/** Marks of accounts in PostgreSQL, each bound. */
export function postgresReservedAccounts(database: Database, secrets: KeyMaterial, now: () => Date): ReservedAccounts {
  const rows = boundRows<Row>(database, rowMacs(secrets), 'reserved_accounts');
  return {
    async find(account_id) {
      const row = await rows.first((marks) => marks.where({ account_id }));
      return row && toMark(row);
    },
    async list(limit) {
      const found = await rows.all((marks) => marks.whereNot({ state: 'ended' }).orderBy('changed_at').limit(limit));
      return found.map(toMark);
    },
    change: (account_id, step) =>
      database.atomically(async () => {
        const before = await rows.first((marks) => marks.where({ account_id }).forUpdate());
        const { state, askedBy: asked_by } = step(before && toMark(before));
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
