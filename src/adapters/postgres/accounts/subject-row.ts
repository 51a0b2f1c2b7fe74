import type { Account, Identifier, IdentifierKind } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { BoundRows } from '../row-mac/bound-rows.ts';

/** What a subject is of: a number, and of a NIE whether it is that of a facilitador, whose account is another one. */
type SubjectKind = IdentifierKind | 'FACILITADOR';

/** The kind of the subject of an account. */
export const subjectKindOf = ({ profile, kind }: Pick<Account, 'profile' | 'kind'>): SubjectKind =>
  profile === 'facilitador' ? 'FACILITADOR' : kind;

/** The same of a row of `accounts`. */
const SUBJECT_KIND = "case profile when 'facilitador' then 'FACILITADOR' else kind end";

/** A row of subjects. */
export interface SubjectRow {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly identifier: Identifier;
  readonly created_at: Date;
  readonly retired_at: Date | null;
}

/**
 * Whether an account that ended, or that holds another identifier, has this subject: then it was retired or moved, and
 * a row that says it is in force was put back.
 */
export const SUBJECT_SPENT = `exists (select from accounts where subject_id = subjects.id
    and (contested_at is not null or state = 'cerrada'
      or (state <> 'pendiente_correo' and (${SUBJECT_KIND}, identifier) <> (subjects.kind, subjects.identifier)))) as spent`;

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
