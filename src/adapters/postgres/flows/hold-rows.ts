import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { PendingCard, PendingCounter, PendingUpdate, Undo } from '../../../ports/pending-changes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { accountRows } from '../accounts/account-rows.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type HoldRow, toUndo } from './hold-row.ts';

/**
 * Rows of pending changes: the content of each is sealed under its id, and the row of its account records which ones
 * wait.
 */
export interface HoldRows {
  readonly rows: BoundRows<HoldRow>;
  /** Changes what depends on an account, and records it there. */
  changeOf<T>(accountId: string, change: () => Promise<T>): Promise<T>;
  /** The same for the account of a request, or for no account (`NO_ACCOUNT`) where there is no such request. */
  changeAbout<T>(id: string, change: () => Promise<T>): Promise<T>;
  /** Changes one request, if it is as `which` requires; gives its new state. */
  edit(which: { readonly id: string } & Partial<HoldRow>, change: Partial<HoldRow>): Promise<HoldRow | undefined>;
  seal(id: string, kept: object | undefined): Buffer;
  /** Its content while it waits; a card, an update or a decision, by its kind. */
  contentOf(row: HoldRow): PendingCard & PendingUpdate & PendingCounter;
  undoIn(row: HoldRow): Undo;
}

/** The only way to the rows of requests, for those that wait and those that ended alike. */
export function holdRows(database: Database, secrets: KeyMaterial): HoldRows {
  const { run } = database;
  const rows = boundRows<HoldRow>(database, rowMacs(secrets), 'holds');
  const changeOf = accountRows(database, secrets).changeDependents;
  const ofAccount = async (id: string): Promise<string> => {
    const row = await run<{ account_id: string } | undefined>((sql) => sql('holds').where({ id }).first('account_id'));
    return row?.account_id ?? NO_ACCOUNT;
  };
  const changeAbout = async <T>(id: string, change: () => Promise<T>): Promise<T> =>
    changeOf(await ofAccount(id), change);
  return {
    rows,
    changeOf,
    changeAbout,
    edit: (which, change) =>
      changeAbout(which.id, async () => {
        const [row] = await rows.edit(
          (holds) => holds.where(which),
          () => change,
        );
        return row;
      }),
    seal: (id, kept) => secrets.seal(JSON.stringify(kept), sealedUnder(id)),
    contentOf: ({ id, content }) => JSON.parse(secrets.open(content as Buffer, sealedUnder(id))),
    undoIn: ({ id, undo }) => toUndo(secrets.open(undo as Buffer, sealedUnder(id))),
  };
}

/** Under which name the content of a request is sealed. */
const sealedUnder = (id: string): string => `hold:${id}`;
