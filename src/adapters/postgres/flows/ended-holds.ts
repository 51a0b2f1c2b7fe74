import { randomUUID } from 'node:crypto';
import { daysOf } from '../../../domain/retention.ts';
import type { PendingChanges } from '../../../ports/pending-changes.ts';
import type { Database } from '../database/database.ts';
import { eachOf } from '../row-mac/each-of.ts';
import { DECIDED_OTHERWISE } from './desk-holds.ts';
import { FRESH_HOLD, type HoldRow } from './hold-row.ts';
import type { HoldRows } from './hold-rows.ts';

/** How long replaced contacts are kept. */
const UNDO_MS = 7 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

type Ending = Pick<PendingChanges, 'end' | 'withdrawAll' | 'withdrawAtDesk' | 'narrow' | 'dispute'>;
type Undoing = Pick<PendingChanges, 'replacedLately' | 'undoOf' | 'mayUndo' | 'forgetUndo' | 'forgetUndoOf'>;

/**
 * How requests end, what they replaced, and for how long that can be undone; the content of a request is erased at its
 * end.
 */
export function endedHolds(database: Database, holds: HoldRows, now: () => Date): Ending & Undoing {
  return {
    ...endings(holds, now),
    ...undoing(database, holds, now),
  };
}

function endings({ rows, changeOf, edit, seal }: HoldRows, now: () => Date): Ending {
  const withdraw = (account_id: string, state: 'waiting' | 'desk', but: readonly string[]): Promise<number> =>
    changeOf(account_id, async () => {
      const withdrawn = await rows.edit(
        (holds) => holds.where({ account_id, state }).whereNotIn('kind', but).orderBy('id'),
        () => ({ state: 'withdrawn', content: null, ended_at: now() }),
      );
      return withdrawn.length;
    });
  return {
    async end(id, state, { undo, stopped = false } = {}) {
      const ended = await edit(
        { id, state: 'waiting' },
        {
          state,
          ...(state === 'desk' ? {} : { content: null }),
          ended_at: now(),
          stopped_at: stopped ? now() : null,
          undo: undo ? seal(id, undo) : null,
        },
      );
      return ended !== undefined;
    },
    withdrawAll: async (account_id) => {
      const waiting = await withdraw(account_id, 'waiting', ['contest']);
      return waiting + (await withdraw(account_id, 'desk', DECIDED_OTHERWISE));
    },
    withdrawAtDesk: (account_id) => withdraw(account_id, 'desk', DECIDED_OTHERWISE),
    async narrow(id, update, undo) {
      const content = seal(id, update);
      const row = await edit({ id, state: 'waiting' }, { content });
      if (!row) throw new Error('a hold that does not wait was narrowed');
      const part = randomUUID();
      await changeOf(row.account_id, () => rows.insert(partDone(row, part, seal(part, undo), now())));
    },
    async dispute(id) {
      return (await edit({ id, disputed_at: null }, { disputed_at: now() })) !== undefined;
    },
  };
}

/** The part of a request that took effect while the rest of it waits, as a request of its own that ended. */
const partDone = ({ kind, folio, account_id, created_at, due_at }: HoldRow, id: string, undo: Buffer, at: Date) => ({
  ...FRESH_HOLD,
  id,
  kind,
  folio,
  account_id,
  state: 'done' as const,
  created_at,
  due_at,
  try_at: due_at,
  ended_at: at,
  undo,
});

function undoing({ run }: Database, { rows, changeAbout, changeOf, edit, undoIn }: HoldRows, now: () => Date): Undoing {
  const oldest = (): Date => new Date(now().getTime() - UNDO_MS);
  const stale = (): Date => new Date(now().getTime() - daysOf('stoppedRequests') * DAY_MS);
  return {
    async replacedLately(account_id) {
      const replaced = await rows.all((holds) =>
        holds
          .where({ account_id, state: 'done' })
          .whereNotNull('undo')
          .where('ended_at', '>', oldest())
          .orderBy('ended_at', 'desc'),
      );
      return replaced.map(undoIn);
    },
    undoOf: (id) =>
      changeAbout(id, async () => {
        const row = await rows.first((holds) => holds.where({ id }));
        if (!row?.undo) return undefined;
        const { account_id, ended_at } = row;
        await rows.edit(
          (holds) => holds.where({ account_id }).where('ended_at', '>=', ended_at).orderBy('id'),
          () => ({ undo: null }),
        );
        return undoIn(row);
      }),
    forgetUndoOf: (account_id) =>
      changeOf(account_id, async () => {
        await rows.edit(
          (holds) => holds.where({ account_id }).whereNotNull('undo').orderBy('id'),
          () => ({ undo: null }),
        );
      }),
    async mayUndo(id) {
      return (await rows.first((holds) => holds.where({ id }).whereNotNull('undo'))) !== undefined;
    },
    async forgetUndo(limit) {
      const over = await run<{ id: string; state: string }[]>((sql) =>
        sql('holds')
          // The shorter of both terms, by which the index finds them.
          .where('ended_at', '<', oldest())
          .where((due) =>
            due
              .whereNotNull('undo')
              .orWhere((left) => left.where({ state: 'desk' }).whereNotNull('content').where('ended_at', '<', stale())),
          )
          .orderBy('ended_at')
          .limit(limit)
          .select('id', 'state'),
      );
      await eachOf(over, ({ id, state }) =>
        edit({ id }, { undo: null, ...(state === 'desk' ? { state: 'refused', content: null } : {}) }),
      );
      return over.length;
    },
  };
}
