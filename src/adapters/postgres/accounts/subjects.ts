import { randomUUID } from 'node:crypto';
import type { Identifier, IdentifierKind } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

/** A row of subjects. */
export interface SubjectRow {
  readonly id: string;
  readonly kind: IdentifierKind;
  readonly identifier: Identifier;
  readonly created_at: Date;
  readonly retired_at: Date | null;
}

/**
 * Whether an account that ended, or that holds another identifier, has this subject: then it was retired or moved, and a row
 * that says it is in force was put back.
 */
export const SUBJECT_SPENT = `exists (select from accounts where subject_id = subjects.id
    and (contested_at is not null or state = 'cerrada'
      or (state <> 'pendiente_correo' and (kind, identifier) <> (subjects.kind, subjects.identifier)))) as spent`;

/** Acts in the trail of an account that has, or had, a subject in force. */
const HELD = ['registration.confirmed', 'login.succeeded'];

/** A row as it must be read to be checked: with `SUBJECT_SPENT`. */
type Read = SubjectRow & { readonly mac: Buffer | null; readonly spent: boolean };

/**
 * The person of each subject, one in force at a time for each identifier. Every row is checked, and signed when
 * written.
 */
export function subjectRows({ run }: Pick<Database, 'run'>, secrets: KeyMaterial) {
  const macs = rowMacs(secrets);
  const rows = boundRows<SubjectRow>({ run }, macs, 'subjects');

  /** A row that was read with `SUBJECT_SPENT`, if it is in force; throws TamperedRow for one that was put back. */
  const inForce = (row: Read | undefined, asked: Partial<SubjectRow>): SubjectRow | undefined => {
    if (!row || row.retired_at) return undefined;
    rows.checked(row, asked);
    if (row.spent)
      throw new TamperedRow({ table: 'subjects', row: row.id, reason: 'was retired or moved, and is back' });
    return row;
  };

  return {
    inForce,

    /** The subject of an identifier, with or without an account, made at its first use. */
    async of(kind: IdentifierKind, identifier: Identifier, at: Date): Promise<string> {
      const fresh = { id: randomUUID(), kind, identifier, created_at: at, retired_at: null };
      await run((sql) =>
        sql('subjects')
          .insert(macs.signed('subjects', fresh))
          .onConflict(sql.raw('(kind, identifier) where retired_at is null'))
          .ignore(),
      );
      const row = await run<Read>((sql) =>
        sql('subjects').where({ kind, identifier, retired_at: null }).first('subjects.*', sql.raw(SUBJECT_SPENT)),
      );
      return (inForce(row, { kind, identifier }) as SubjectRow).id;
    },

    /** Locks a subject for this transaction, if it is in force. */
    async lock(which: Partial<SubjectRow>): Promise<SubjectRow | undefined> {
      const row = await run<Read | undefined>((sql) =>
        sql('subjects')
          .where({ ...which, retired_at: null })
          .forUpdate()
          .first('subjects.*', sql.raw(SUBJECT_SPENT)),
      );
      return inForce(row, which);
    },

    /**
     * Throws TamperedRow where the trail names another account that had the subject. An account that ends retires its
     * subject: in that case the row of an account was deleted or changed, and its `sub` is not given to the user who
     * registers the number next.
     */
    async assertNoOtherHolder(id: string, accountId: string): Promise<void> {
      const other = await run<object | undefined>((sql) =>
        sql('audit').where({ subject: id }).whereNot({ account_id: accountId }).whereIn('act', HELD).first('id'),
      );
      if (other) throw new TamperedRow({ table: 'subjects', row: id, reason: 'is of another account' });
    },

    /** Gives a subject to another identifier; part of the caller's transaction. */
    async move(id: string, kind: IdentifierKind, identifier: Identifier): Promise<void> {
      await rows.edit(
        (subjects) => subjects.where({ id }),
        () => ({ kind, identifier }),
      );
    },

    /**
     * Retires a subject for good: the next account of its identifier gets another one. A user who acted for companies
     * under it is forgotten there, and shows the card again; consents that were given under it no longer count. Part of
     * the caller's transaction.
     */
    async retire(id: string, at: Date): Promise<void> {
      await rows.edit(
        (subjects) => subjects.where({ id, retired_at: null }),
        () => ({ retired_at: at }),
      );
      await run((sql) => sql('representatives').where({ subject_id: id }).delete());
      await run((sql) => sql('consents').where({ subject: id }).orWhere({ actor: id }).delete());
    },
  };
}
