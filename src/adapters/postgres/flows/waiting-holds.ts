import { randomUUID } from 'node:crypto';
import type { NewPendingChange, PendingChange, PendingChanges } from '../../../ports/pending-changes.ts';
import type { Database } from '../database/database.ts';
import { claimOne } from '../queues/claim.ts';
import { queueShapes } from '../queues/shapes.ts';
import { FRESH_HOLD, type HoldRow, toDue, toHold } from './hold-row.ts';
import type { HoldRows } from './hold-rows.ts';

type Waiting = Pick<
  PendingChanges,
  | 'open'
  | 'find'
  | 'waiting'
  | 'allWaiting'
  | 'delay'
  | 'claim'
  | 'updateOf'
  | 'counterOf'
  | 'lossHolderOf'
  | 'confirm'
  | 'recreationAtDesk'
>;

/** How requests begin and wait; a card's number and new contacts are sealed under the request's id. */
export function waitingHolds(database: Database, holds: HoldRows, now: () => Date): Waiting {
  return {
    ...readHolds(database, holds),
    open: (hold) => openHold(database, holds, hold, now()),
    async delay(id, due_at) {
      const change = { due_at, try_at: due_at, delayed_at: now() };
      return (await holds.edit({ id, state: 'waiting', delayed_at: null }, change)) !== undefined;
    },
    async claim() {
      const due = await claimOne<HoldRow>(database, queueShapes.holds, now());
      const row = holds.rows.checked(due, { state: 'waiting' });
      return row && toDue(row, holds.contentOf(row));
    },
    async confirm(id) {
      await holds.edit({ id, confirmed_at: null }, { confirmed_at: now() });
    },
  };
}

/** Stores a request, and wakes the job that ends requests: without a waiting period it is due at once. */
async function openHold(
  database: Database,
  holds: HoldRows,
  hold: NewPendingChange,
  at: Date,
): Promise<PendingChange | undefined> {
  const { accountId, kind } = hold;
  const row = newRow(holds, hold, at);
  return holds.changeOf(accountId, async () => {
    const waits = await holds.rows.first((rows) => rows.where({ account_id: accountId, kind, state: 'waiting' }));
    if (waits) return undefined;
    await holds.rows.insert(row);
    database.wake('holds');
    return toHold(row);
  });
}

function newRow(
  { seal }: HoldRows,
  { kind, folio, accountId, dueAt, card, update, counter }: NewPendingChange,
  at: Date,
): HoldRow {
  const id = randomUUID();
  return {
    ...FRESH_HOLD,
    id,
    kind,
    folio,
    account_id: accountId,
    state: 'waiting',
    created_at: at,
    due_at: dueAt,
    try_at: dueAt,
    content: seal(id, card ?? update ?? counter),
  };
}

type Read = Pick<
  PendingChanges,
  'find' | 'waiting' | 'allWaiting' | 'updateOf' | 'counterOf' | 'lossHolderOf' | 'recreationAtDesk'
>;

function readHolds({ knex }: Database, { rows, contentOf }: HoldRows): Read {
  return {
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
    async updateOf(id) {
      const row = await rows.first((holds) => holds.where({ id, kind: 'update-contacts', state: 'waiting' }));
      return row && contentOf(row);
    },
    async counterOf(id) {
      const row = await rows.first((holds) => holds.where({ id, kind: 'counter', state: 'waiting' }));
      return row && contentOf(row);
    },
    async lossHolderOf(id) {
      const row = await rows.first((holds) => holds.where({ id, kind: 'factor-loss', state: 'waiting' }));
      return row && contentOf(row).run;
    },
    async recreationAtDesk(profile, identifier) {
      const ofIdentifier = knex('accounts').where({ profile, identifier }).select('id');
      const kind = 'legacy-recreation';
      const at = await rows.first((holds) => holds.where({ kind, state: 'desk' }).whereIn('account_id', ofIdentifier));
      return at !== undefined;
    },
  };
}
