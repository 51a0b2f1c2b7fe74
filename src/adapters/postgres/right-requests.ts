import { randomUUID } from 'node:crypto';
import type { RightDecision, RightKind, RightState } from '../../domain/rights.ts';
import type { Day } from '../../domain/working-days.ts';
import type { RightRequest, RightRequests } from '../../ports/right-requests.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly folio: string;
  readonly account_id: string;
  readonly actor: string | null;
  readonly kind: RightKind;
  readonly state: RightState;
  readonly decision: RightDecision | null;
  readonly detail: Buffer | null;
  readonly reasons: Buffer | null;
  readonly asked_at: Date;
  readonly due_on: Day;
  readonly extended_at: Date | null;
  readonly answered_at: Date | null;
  readonly lifted_at: Date | null;
}

/** Requests for rights; what people wrote in them is sealed under the row's id. */
export function postgresRightRequests({ run }: Database, secrets: Secrets, now: () => Date): RightRequests {
  const place = (id: string, what: 'detail' | 'reasons'): string => `right:${id}:${what}`;
  const change = async (which: object, to: object): Promise<boolean> =>
    (await run<number>((sql) => sql('right_requests').where(which).update(to))) === 1;
  const first = async (which: object): Promise<Row | undefined> =>
    run<Row | undefined>((sql) => sql('right_requests').where(which).first());
  const found = async (which: object): Promise<RightRequest | undefined> => {
    const row = await first(which);
    return row && toRequest(row);
  };
  return {
    async open({ folio, accountId, actor, kind, dueOn, detail }) {
      const id = randomUUID();
      const row = {
        ...{ id, folio, account_id: accountId, actor: actor ?? null, kind, state: 'recibida' },
        ...{ detail: detail ? secrets.seal(detail, place(id, 'detail')) : null, asked_at: now(), due_on: dueOn },
      };
      const [added] = await run<Row[]>((sql) =>
        sql('right_requests')
          .insert(row)
          .onConflict(sql.raw("(account_id) where kind = 'bloqueo' and lifted_at is null"))
          .ignore()
          .returning('*'),
      );
      return added && toRequest(added);
    },
    find: (id) => found({ id }),
    async list(account_id) {
      const rows = await run<Row[]>((sql) => sql('right_requests').where({ account_id }).orderBy('asked_at', 'desc'));
      return rows.map(toRequest);
    },
    async wordsOf(id) {
      const row = await first({ id });
      const opened = (what: 'detail' | 'reasons') =>
        row?.[what] ? secrets.open(row[what], place(id, what)) : undefined;
      return { detail: opened('detail'), reasons: opened('reasons') };
    },
    block: (account_id) => found({ account_id, kind: 'bloqueo', lifted_at: null }),
    lift: (id) => change({ id, kind: 'bloqueo', lifted_at: null }, { lifted_at: now() }),
    review: (id) => change({ id, state: 'recibida' }, { state: 'en-revision' }),
    extend: (id, due_on) => change({ id, extended_at: null, answered_at: null }, { due_on, extended_at: now() }),
    answer: (id, { decision, reasons }) =>
      change(
        { id, answered_at: null },
        {
          ...{ state: 'respondida', decision, answered_at: now() },
          reasons: reasons ? secrets.seal(reasons, place(id, 'reasons')) : null,
        },
      ),
  };
}

const toRequest = (row: Row): RightRequest => ({
  id: row.id,
  folio: row.folio,
  accountId: row.account_id,
  actor: row.actor ?? undefined,
  kind: row.kind,
  state: row.state,
  decision: row.decision ?? undefined,
  askedAt: row.asked_at,
  dueOn: row.due_on,
  extendedAt: row.extended_at ?? undefined,
  answeredAt: row.answered_at ?? undefined,
  liftedAt: row.lifted_at ?? undefined,
});
