import { randomUUID } from 'node:crypto';
import type { Holds } from '../../../ports/holds.ts';
import type { Database } from '../database/database.ts';
import { eachOf } from '../row-mac/each-of.ts';
import { FRESH_HOLD } from './hold-row.ts';
import type { HoldRows } from './hold-rows.ts';

/** How long replaced contacts are kept. */
const UNDO_MS = 7 * 24 * 3_600_000;

type Ended = Pick<
  Holds,
  'end' | 'withdrawAll' | 'narrow' | 'replacedLately' | 'undoOf' | 'mayUndo' | 'dispute' | 'forgetUndo'
>;

/** How requests end, what they replaced, and for how long that can be undone; what one kept is erased at its end. */
export function endedHolds(
  { run }: Database,
  { rows, changeOf, changeAbout, edit, seal, undoIn }: HoldRows,
  now: () => Date,
): Ended {
  return {
    async end(id, state, { undo, stopped = false } = {}) {
      const ended = await edit(
        { id, state: 'waiting' },
        {
          state,
          content: null,
          ended_at: now(),
          stopped_at: stopped ? now() : null,
          undo: undo ? seal(id, undo) : null,
        },
      );
      return ended !== undefined;
    },
    withdrawAll: (account_id) =>
      changeOf(account_id, async () => {
        const withdrawn = await rows.edit(
          (holds) => holds.where({ account_id, state: 'waiting' }).whereNot({ kind: 'contest' }).orderBy('id'),
          () => ({ state: 'withdrawn', content: null, ended_at: now() }),
        );
        return withdrawn.length;
      }),
    async narrow(id, update, undo) {
      const content = seal(id, update);
      const row = await edit({ id, state: 'waiting' }, { content });
      if (!row) throw new Error('a hold that does not wait was narrowed');
      const part = randomUUID();
      await changeOf(row.account_id, () =>
        rows.insert({
          ...FRESH_HOLD,
          id: part,
          kind: row.kind,
          folio: row.folio,
          account_id: row.account_id,
          state: 'done',
          created_at: row.created_at,
          due_at: row.due_at,
          try_at: row.due_at,
          ended_at: now(),
          undo: seal(part, undo),
        }),
      );
    },
    async replacedLately(account_id) {
      const replaced = await rows.all((holds) =>
        holds
          .where({ account_id, state: 'done' })
          .whereNotNull('undo')
          .where('ended_at', '>', new Date(now().getTime() - UNDO_MS))
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
    async mayUndo(id) {
      return (await rows.first((holds) => holds.where({ id }).whereNotNull('undo'))) !== undefined;
    },
    async dispute(id) {
      return (await edit({ id, disputed_at: null }, { disputed_at: now() })) !== undefined;
    },
    async forgetUndo(limit) {
      const over = await run<{ id: string }[]>((sql) =>
        sql('holds')
          .whereNotNull('undo')
          .where('ended_at', '<', new Date(now().getTime() - UNDO_MS))
          .orderBy('ended_at')
          .limit(limit)
          .select('id'),
      );
      await eachOf(over, ({ id }) => edit({ id }, { undo: null }));
      return over.length;
    },
  };
}
