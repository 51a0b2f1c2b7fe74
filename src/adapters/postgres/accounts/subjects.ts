import { randomUUID } from 'node:crypto';
import type { Account, Identifier, IdentifierKind } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type ReadSubject, SUBJECT_SPENT, type SubjectRow, subjectInForce, subjectKindOf } from './subject-row.ts';

/** Acts in the trail of an account that has, or had, a subject in force. */
const HELD = ['registration.confirmed', 'login.succeeded'];

/** Subjects as they are checked and written. */
export type SubjectRows = ReturnType<typeof subjectRows>;

/**
 * The person of each subject, one in force at a time for each identifier. Every row is checked, and signed when
 * written.
 */
export function subjectRows({ run }: Pick<Database, 'run'>, secrets: KeyMaterial) {
  const macs = rowMacs(secrets);
  const table: Table = { run, macs, rows: boundRows<SubjectRow>({ run }, macs, 'subjects') };
  return {
    /** A row that was read with `SUBJECT_SPENT`, if it is in force; throws TamperedRow for one that was put back. */
    inForce: (row: ReadSubject | undefined, asked: Partial<SubjectRow>): SubjectRow | undefined =>
      subjectInForce(table.rows, row, asked),

    /** The subject of an identifier, with or without an account, made at its first use; `id` is that of a new one. */
    of: (of: SubjectOf, at: Date, id?: string): Promise<string> =>
      subjectOf(table, { kind: subjectKindOf(of), identifier: of.identifier }, at, id),

    /** Locks a subject for this transaction, if it is in force. */
    lock: (which: Partial<SubjectRow>): Promise<SubjectRow | undefined> => lock(table, which),

    /**
     * Throws TamperedRow where the trail names another account that had the subject. An account that ends retires its
     * subject: in that case the row of an account was deleted or changed, and its `sub` is not given to the user who
     * registers the number next.
     */
    assertNoOtherHolder: (id: string, accountId: string): Promise<void> => assertNoOtherHolder(table, id, accountId),

    /** Gives a subject to another identifier; part of the caller's transaction. */
    move: (id: string, kind: IdentifierKind, identifier: Identifier): Promise<void> =>
      move(table, id, { kind, identifier }),

    /**
     * Retires a subject for good: the next account of its identifier gets another one. A user who acted for companies
     * under it is forgotten there, and shows the card again; consents that were given under it no longer count. Part of
     * the caller's transaction.
     */
    retire: (id: string, at: Date): Promise<void> => retire(table, id, at),
  };
}

/** Whose subject it is; without an account, as a representative of a company, a natural person's. */
type SubjectOf = Pick<Account, 'profile' | 'kind' | 'identifier'>;

interface Table {
  readonly run: Database['run'];
  readonly macs: RowMacs;
  readonly rows: BoundRows<SubjectRow>;
}

/** What a subject is of. */
type Numbered = Pick<SubjectRow, 'kind' | 'identifier'>;

/** Whether an id was given to a subject before, which may be retired. */
const isGiven = async ({ run }: Table, id: string): Promise<boolean> =>
  (await run((sql) => sql('subjects').where({ id }).first('id'))) !== undefined;

async function subjectOf(table: Table, of: Numbered, at: Date, wanted?: string): Promise<string> {
  const { run, macs } = table;
  const id = wanted === undefined || (await isGiven(table, wanted)) ? randomUUID() : wanted;
  const fresh = { id, ...of, created_at: at, retired_at: null };
  await run((sql) =>
    sql('subjects')
      .insert(macs.signed('subjects', fresh))
      .onConflict(sql.raw('(kind, identifier) where retired_at is null'))
      .ignore(),
  );
  const row = await run<ReadSubject>((sql) =>
    sql('subjects')
      .where({ ...of, retired_at: null })
      .first('subjects.*', sql.raw(SUBJECT_SPENT)),
  );
  return (subjectInForce(table.rows, row, of) as SubjectRow).id;
}

async function lock(table: Table, which: Partial<SubjectRow>): Promise<SubjectRow | undefined> {
  const row = await table.run<ReadSubject | undefined>((sql) =>
    sql('subjects')
      .where({ ...which, retired_at: null })
      .forUpdate()
      .first('subjects.*', sql.raw(SUBJECT_SPENT)),
  );
  return subjectInForce(table.rows, row, which);
}

async function assertNoOtherHolder({ run }: Table, id: string, accountId: string): Promise<void> {
  const other = await run<object | undefined>((sql) =>
    sql('audit').where({ subject: id }).whereNot({ account_id: accountId }).whereIn('act', HELD).first('id'),
  );
  if (other) throw new TamperedRow({ table: 'subjects', row: id, reason: 'is of another account' });
}

async function move({ rows }: Table, id: string, to: Numbered): Promise<void> {
  await rows.edit(
    (subjects) => subjects.where({ id }),
    () => to,
  );
}

async function retire({ run, rows }: Table, id: string, at: Date): Promise<void> {
  await rows.edit(
    (subjects) => subjects.where({ id, retired_at: null }),
    () => ({ retired_at: at }),
  );
  await run((sql) => sql('representatives').where({ subject_id: id }).delete());
  await run((sql) => sql('consents').where({ subject: id }).orWhere({ actor: id }).delete());
}
