import { CALL_MINUTES, type CallState, type DeniedState, deniedStates } from '../../../domain/caller-check.ts';
import type { DeskCall, DeskCalls } from '../../../ports/desk-calls.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly member_id: string;
  readonly state: CallState;
  readonly content: Buffer;
  readonly sent_at: Date;
  /** Not bound: it opens nothing. */
  readonly opened_at: Date | null;
  readonly ended_at: Date | null;
}

type Content = Pick<DeskCall, 'office' | 'contact' | 'masked' | 'message' | 'numbers'>;

/** Checks of callers in PostgreSQL; what they contain is sealed under the row's id. */
export function postgresDeskCalls({ run }: Pick<Database, 'run'>, secrets: KeyMaterial, now: () => Date): DeskCalls {
  const rows = boundRows<Row>({ run }, rowMacs(secrets), 'desk_calls');
  const place = (id: string): string => `desk-call:${id}`;
  const toCall = (row: Row): DeskCall => ({
    ...(JSON.parse(secrets.open(row.content, place(row.id))) as Content),
    id: row.id,
    accountId: row.account_id,
    memberId: row.member_id,
    state: row.state,
    sentAt: row.sent_at,
    openedAt: row.opened_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  });
  const ended = (state: CallState) => () => ({ state, ended_at: now() });
  return {
    async add({ id, accountId, memberId, ...content }) {
      const sealed = secrets.seal(JSON.stringify(content satisfies Content), place(id));
      const row = { id, account_id: accountId, member_id: memberId, state: 'enviada' as const, content: sealed };
      await rows.insert({ ...row, sent_at: now(), opened_at: null, ended_at: null });
    },
    async find(id) {
      const row = await rows.first((calls) => calls.where({ id }));
      return row && toCall(row);
    },
    async latest(account_id, member_id) {
      const row = await rows.first((calls) => calls.where({ account_id, member_id }).orderBy('sent_at', 'desc'));
      return row && toCall(row);
    },
    async noteOpened(id) {
      await run((sql) => sql('desk_calls').where({ id, opened_at: null }).update({ opened_at: now() }));
    },
    async end(id, state) {
      const since = new Date(now().getTime() - CALL_MINUTES * 60_000);
      const waiting = { id, state: 'enviada' };
      const [row] = await rows.edit((calls) => calls.where(waiting).where('sent_at', '>', since), ended(state));
      return row && toCall(row);
    },
    async replace(account_id) {
      await rows.edit((calls) => calls.where({ account_id, state: 'enviada' }).orderBy('id'), ended('reemplazada'));
    },
    async denied(since, limit) {
      const found = await rows.all((calls) =>
        calls
          .whereIn('state', [...deniedStates])
          .where('ended_at', '>', since)
          .orderBy('ended_at', 'desc')
          .limit(limit + 1),
      );
      const page = found.slice(0, limit).map((row) => ({ ...toCall(row), state: row.state as DeniedState }));
      return { calls: page, more: found.length > limit };
    },
  };
}
