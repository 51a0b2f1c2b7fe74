import { randomUUID } from 'node:crypto';
import type { RightRequest, RightRequests } from '../../../ports/right-requests.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { postgresCases } from '../cases/cases.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { caseOfRight } from './case-of-right.ts';
import { answeredRights, pageOfRights } from './right-pages.ts';
import { type RightRow, toRequest } from './right-row.ts';

type Part = 'detail' | 'reasons' | 'extension' | 'lifting';

/** The column of each text; it is sealed under the row's id and the name of the part. */
const columns = {
  detail: 'detail',
  reasons: 'reasons',
  extension: 'extension_reasons',
  lifting: 'lift_reasons',
} as const satisfies Readonly<Record<Part, keyof RightRow>>;

/** Initial values of the other columns of a new request. */
const FRESH = {
  state: 'recibida',
  decision: null,
  ground: null,
  reasons: null,
  extension_reasons: null,
  lift_reasons: null,
  extended_at: null,
  answered_at: null,
  lifted_at: null,
} as const;

/** Requests for rights; the texts that users wrote are sealed under the row's id. */
export function postgresRightRequests(database: Database, secrets: KeyMaterial, now: () => Date): RightRequests {
  const { run, atomically } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<RightRow>(database, macs, 'right_requests');
  const cases = postgresCases(database, secrets, now);
  const place = (id: string, part: Part): string => `right:${id}:${part}`;
  const sealed = (id: string, part: Part, text: string | undefined): Buffer | null =>
    text ? secrets.seal(text, place(id, part)) : null;
  const change = async (which: object, to: Partial<RightRow>): Promise<RightRequest | undefined> => {
    const [row] = await atomically(() =>
      rows.edit(
        (requests) => requests.where(which),
        () => to,
      ),
    );
    return row && toRequest(row);
  };
  const changed = async (which: object, to: Partial<RightRow>): Promise<boolean> =>
    (await change(which, to)) !== undefined;
  const first = (which: object): Promise<RightRow | undefined> => rows.first((requests) => requests.where(which));
  const found = async (which: object): Promise<RightRequest | undefined> => {
    const row = await first(which);
    return row && toRequest(row);
  };
  return {
    async open({ about, ...asked }) {
      const { folio, accountId, actor, kind, dueOn, detail } = asked;
      const id = randomUUID();
      const row: RightRow = {
        ...FRESH,
        id,
        folio,
        account_id: accountId,
        actor: actor ?? null,
        kind,
        detail: sealed(id, 'detail', detail),
        asked_at: now(),
        due_on: dueOn,
      };
      return atomically(async () => {
        const [added] = await run<RightRow[]>((sql) =>
          sql('right_requests')
            .insert(macs.signed('right_requests', row))
            .onConflict(sql.raw("(account_id) where kind = 'bloqueo' and lifted_at is null"))
            .ignore()
            .returning('*'),
        );
        if (!added) return undefined;
        const request = toRequest(added);
        await cases.open(caseOfRight(request, { about }));
        return request;
      });
    },
    find: (id) => found({ id }),
    findByFolio: (folio) => found({ folio }),
    page: (asked) => pageOfRights(database, asked),
    answered: (limit) => answeredRights(database, limit),
    async list(account_id) {
      const own = await rows.all((requests) => requests.where({ account_id }).orderBy('asked_at', 'desc'));
      return own.map(toRequest);
    },
    async wordsOf(id) {
      const row = await first({ id });
      const opened = (part: Part): string | undefined => {
        const content = row?.[columns[part]];
        return content ? secrets.open(content, place(id, part)) : undefined;
      };
      return {
        detail: opened('detail'),
        reasons: opened('reasons'),
        extension: opened('extension'),
        lifting: opened('lifting'),
      };
    },
    block: (account_id) => found({ account_id, kind: 'bloqueo', lifted_at: null }),
    lift: (id, reasons) =>
      changed(
        { id, kind: 'bloqueo', lifted_at: null },
        { lifted_at: now(), lift_reasons: sealed(id, 'lifting', reasons) },
      ),
    review: (id) => changed({ id, state: 'recibida' }, { state: 'en-revision' }),
    extend: (id, due_on, reasons) =>
      changed(
        { id, extended_at: null, answered_at: null },
        { due_on, extended_at: now(), extension_reasons: sealed(id, 'extension', reasons) },
      ),
    answer: (id, { decision, reasons, ground }) =>
      change(
        { id, answered_at: null },
        {
          state: 'respondida',
          decision,
          ground: ground ?? null,
          answered_at: now(),
          reasons: sealed(id, 'reasons', reasons),
        },
      ),
  };
}
