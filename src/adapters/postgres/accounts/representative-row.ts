import type { Identidad } from '../../../domain/identity-level.ts';
import type { Rut } from '../../../domain/rut.ts';
import { type ReadSubject, SUBJECT_SPENT, type SubjectRow } from './subject-row.ts';

/** A row of `representatives`. */
export interface RepresentativeRow {
  readonly account_id: string;
  readonly subject_id: string;
  readonly run: Rut;
  readonly identidad: Identidad;
  readonly name: Buffer;
  readonly created_at: Date;
}

/** The subject of a person, as it is read beside the row. */
interface Beside {
  readonly subject_kind: SubjectRow['kind'];
  readonly subject_identifier: SubjectRow['identifier'];
  readonly subject_at: Date;
  readonly retired_at: Date | null;
  readonly subject_mac: Buffer | null;
  readonly spent: boolean;
}

/** A row with the subject of its person: it is read with `BESIDE_REPRESENTATIVE`. */
export type ReadRepresentative = RepresentativeRow & Beside;

/** Columns that are read beside those of `representatives`, from `subjects`. */
export const BESIDE_REPRESENTATIVE = `subjects.kind as subject_kind, subjects.identifier as subject_identifier,
  subjects.created_at as subject_at, subjects.retired_at, subjects.mac as subject_mac, ${SUBJECT_SPENT}`;

/** The subject that was read beside a row. */
export const subjectBeside = (row: ReadRepresentative): ReadSubject => ({
  id: row.subject_id,
  kind: row.subject_kind,
  identifier: row.subject_identifier,
  created_at: row.subject_at,
  retired_at: row.retired_at,
  mac: row.subject_mac,
  spent: row.spent,
});
