import { randomUUID } from 'node:crypto';
import type { Holds } from '../../../ports/holds.ts';
import type { Database } from '../database/database.ts';
import { FRESH_HOLD, type HoldRow, toDue, toHold } from './hold-row.ts';
import type { HoldRows } from './hold-rows.ts';
import { takeDue } from './take-due.ts';

type Waiting = Pick<
  Holds,
  'open' | 'find' | 'waiting' | 'allWaiting' | 'delay' | 'takeDue' | 'updateOf' | 'confirm' | 'recreationAtDesk'
>;

/** How requests begin and wait; a card's number and new contacts are sealed under the request's id. */
export function waitingHolds(
  database: Database,
  { rows, changeOf, edit, seal, contentOf }: HoldRows,
  now: () => Date,
): Waiting {
  const { run } = database;
  return {
    async open({ kind, folio, accountId, dueAt, card, update }) {
      const id = randomUUID();
      const row: HoldRow = {
        ...FRESH_HOLD,
        id,
        kind,
        folio,
        account_id: accountId,
        state: 'waiting',
        created_at: now(),
        due_at: dueAt,
        try_at: dueAt,
        content: seal(id, card ?? update),
      };
      return changeOf(accountId, async () => {
        const waits = await rows.first((holds) => holds.where({ account_id: accountId, kind, state: 'waiting' }));
        if (waits) return undefined;
        await rows.insert(row);
        return toHold(row);
      });
    },
    async find(id) {
      const row = await rows.first((holds) => holds.where({ id }));
      return row && toHold(row);
    },
    async waiting(account_id, kind) {
      const row = await rows.first((holds) => holds.where({ account_id, kind, state: 'waiting' }));
      return row && toHold(row);
    },
    async allWaiting(account_id) {
      const waiting = await rows.all((holds) => holds.where({ account_id, state: 'waiting' }).orderBy('created_at'));
      return waiting.map(toHold);
    },
    async delay(id, due_at) {
      const delayed = await edit(
        { id, state: 'waiting', delayed_at: null },
        { due_at, try_at: due_at, delayed_at: now() },
      );
      return delayed !== undefined;
    },
    async takeDue() {
      const due = await takeDue<HoldRow>({ run }, now(), { table: 'holds', where: { state: 'waiting' } });
      const row = rows.checked(due, { state: 'waiting' });
      return row && toDue(row, contentOf(row));
    },
    async updateOf(id) {
      const row = await rows.first((holds) => holds.where({ id, kind: 'update-contacts', state: 'waiting' }));
      return row && contentOf(row);
    },
    async confirm(id) {
      await edit({ id, confirmed_at: null }, { confirmed_at: now() });
    },
    async recreationAtDesk(profile, identifier) {
      const at = await rows.first((holds) =>
        holds
          .where({ kind: 'legacy-recreation', state: 'desk' })
          .whereIn('account_id', database.knex('accounts').where({ profile, identifier }).select('id')),
      );
      return at !== undefined;
    },
  };
}
