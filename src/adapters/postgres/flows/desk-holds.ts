import type { PendingChanges } from '../../../ports/pending-changes.ts';
import type { Database } from '../database/database.ts';
import { type HoldRow, toHold } from './hold-row.ts';
import type { HoldRows } from './hold-rows.ts';

type AtDesk = Pick<PendingChanges, 'atDesk' | 'recreationOf' | 'reinstate' | 'isFinal' | 'refuseAtDesk' | 'expedite'>;

/** A contest and an account of the old system at the desk are decided otherwise: as a disputed number. */
export const DECIDED_OTHERWISE = ['contest', 'legacy-recreation'];

/** Requests that were stopped twice, or that the worker could not judge: two people decide, and then they wait again. */
export function deskHolds(database: Database, { rows, contentOf, edit, seal }: HoldRows, now: () => Date): AtDesk {
  const refused = () => ({ state: 'refused', content: null, ended_at: now() }) as const;
  const comparable = (row: HoldRow) => {
    const { contacts, effect, run } = contentOf(row);
    const { factors, number, identity } = effect ?? {};
    return {
      contacts: contacts ?? effect?.contacts,
      run: run ?? effect?.representative,
      keyOnly: row.kind === 'recover-by-one' || (effect?.key === true && !factors && !number && !identity),
    };
  };
  return {
    async atDesk(account_id) {
      const row = await rows.first((holds) =>
        holds
          .where({ account_id, state: 'desk' })
          .whereNotIn('kind', DECIDED_OTHERWISE)
          .whereNotNull('content')
          .orderBy('ended_at', 'desc'),
      );
      return row && { ...toHold(row), ...comparable(row) };
    },
    async recreationOf(account_id) {
      const kind = 'legacy-recreation';
      const row = await rows.first((holds) => holds.where({ account_id, kind, state: 'desk' }).whereNotNull('content'));
      const run = row && contentOf(row).run;
      return row && run && { ...toHold(row), run };
    },
    async reinstate(id, decided, due_at) {
      const row = await rows.first((holds) => holds.where({ id, state: 'desk' }));
      if (!row) throw new Error('a request that is not at the desk was decided');
      const content = seal(id, { ...contentOf(row), decided });
      await edit({ id, state: 'desk' }, { state: 'waiting', content, due_at, try_at: due_at, ended_at: null });
      database.wake('holds');
    },
    async isFinal(id) {
      const row = await rows.first((holds) => holds.where({ id, state: 'waiting' }).whereNotNull('content'));
      if (!row) return false;
      const { decided, effect } = contentOf(row);
      return decided !== undefined || effect?.number === true;
    },
    async expedite(id) {
      await edit({ id, state: 'waiting' }, { due_at: now(), try_at: now() });
      database.wake('holds');
    },
    refuseAtDesk: async (id) => (await edit({ id, state: 'desk' }, refused())) !== undefined,
  };
}
