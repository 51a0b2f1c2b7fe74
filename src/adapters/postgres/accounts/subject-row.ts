import type { Identifier, IdentifierKind } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { BoundRows } from '../row-mac/bound-rows.ts';

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

/** A row as it must be read to be checked: with `SUBJECT_SPENT`. */
export type ReadSubject = SubjectRow & { readonly mac: Buffer | null; readonly spent: boolean };

/** A row that was read with `SUBJECT_SPENT`, if it is in force; throws TamperedRow for one that was put back. */
export function subjectInForce(
  rows: Pick<BoundRows<SubjectRow>, 'checked'>,
  row: ReadSubject | undefined,
  asked: Partial<SubjectRow>,
): SubjectRow | undefined {
  if (!row || row.retired_at) return undefined;
  rows.checked(row, asked);
  if (row.spent) throw new TamperedRow({ table: 'subjects', row: row.id, reason: 'was retired or moved, and is back' });
  return row;
}
