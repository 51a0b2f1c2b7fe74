import { randomUUID } from 'node:crypto';
import { NOBODY } from '../../domain/account.ts';
import type { Holds, Undo } from '../../ports/holds.ts';
import type { Secrets } from '../secrets.ts';
import { accountRows } from './account-rows.ts';
import type { Database } from './database.ts';
import { FRESH_HOLD, type HoldRow, toDue, toHold, toUndo } from './hold-row.ts';
import { boundRows } from './row-mac/bound-rows.ts';
import { eachOf } from './row-mac/each-of.ts';
import { rowMacs } from './row-mac/row-macs.ts';
import { takeDue } from './take-due.ts';

/** How long replaced contacts are kept. */
const UNDO_MS = 7 * 24 * 3_600_000;

/**
 * Requests that wait; a card's number and new contacts are sealed under the hold's id and erased at its end. Whatever changes
 * which of them wait, or may be undone, is noted in the row of the account: none comes back or goes by itself.
 */
export function postgresHolds(database: Database, secrets: Secrets, now: () => Date): Holds {
  const { run } = database;
  const accounts = accountRows(database, secrets);
  const rows = boundRows<HoldRow>(database, rowMacs(secrets), 'holds');
  const sealed = (id: string): string => `hold:${id}`;
  const ofAccount = async (id: string): Promise<string> => {
    const row = await run<{ account_id: string } | undefined>((sql) => sql('holds').where({ id }).first('account_id'));
    return row?.account_id ?? NOBODY;
  };
  const contentOf = ({ id, content }: HoldRow) => JSON.parse(secrets.open(content as Buffer, sealed(id)));
  const undoIn = ({ id, undo }: HoldRow): Undo => toUndo(secrets.open(undo as Buffer, sealed(id)));
  /** Changes one request, if it is as `which` says; gives it as it is then. */
  const edit = async (
    which: { readonly id: string } & Partial<HoldRow>,
    change: Partial<HoldRow>,
  ): Promise<HoldRow | undefined> =>
    accounts.changeDependents(await ofAccount(which.id), async () => {
      const [row] = await rows.edit(
        (holds) => holds.where(which),
        () => change,
      );
      return row;
    });

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
        content: secrets.seal(JSON.stringify(card ?? update), sealed(id)),
      };
      return accounts.changeDependents(accountId, async () => {
        const waits = await rows.first((holds) => holds.where({ account_id: accountId, kind, state: 'waiting' }));
        if (waits) return undefined;
        await rows.insert(row);
        return toHold(row);
      });
    },
    pretend: (accountId) =>
      accounts.changeDependents(accountId, async () => {
        await rows.first((holds) => holds.where({ account_id: accountId, state: 'waiting' }));
        secrets.open(secrets.seal(accountId.repeat(4), sealed(accountId)), sealed(accountId));
        // Two rows are written in the places of the request and of its account: the same one, as it is.
        for (let writings = 0; writings < 2; writings += 1)
          await run((sql) =>
            sql('accounts')
              .where({ id: accountId })
              .update({ mailbox_hmac: sql.ref('mailbox_hmac') }),
          );
      }),
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
      const row = rows.checked(due);
      return row && toDue(row, contentOf(row));
    },
    async updateOf(id) {
      const row = await rows.first((holds) => holds.where({ id, kind: 'update-contacts', state: 'waiting' }));
      return row && contentOf(row);
    },
    async narrow(id, update, undo) {
      const content = secrets.seal(JSON.stringify(update), sealed(id));
      const row = await edit({ id, state: 'waiting' }, { content });
      if (!row) throw new Error('a hold that does not wait was narrowed');
      const part = randomUUID();
      await accounts.changeDependents(row.account_id, () =>
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
          undo: secrets.seal(JSON.stringify(undo), sealed(part)),
        }),
      );
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
    withdrawAll: (account_id) =>
      accounts.changeDependents(account_id, async () => {
        const withdrawn = await rows.edit(
          (holds) => holds.where({ account_id, state: 'waiting' }).whereNot({ kind: 'contest' }).orderBy('id'),
          () => ({ state: 'withdrawn', content: null, ended_at: now() }),
        );
        return withdrawn.length;
      }),
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
    undoOf: async (id) =>
      accounts.changeDependents(await ofAccount(id), async () => {
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
    async end(id, state, { undo, stopped = false } = {}) {
      const ended = await edit(
        { id, state: 'waiting' },
        {
          state,
          content: null,
          ended_at: now(),
          stopped_at: stopped ? now() : null,
          undo: undo ? secrets.seal(JSON.stringify(undo), sealed(id)) : null,
        },
      );
      return ended !== undefined;
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
