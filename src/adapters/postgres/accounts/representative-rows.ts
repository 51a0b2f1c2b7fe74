import type { Identidad, PersonName } from '../../../domain/account.ts';
import { cleanName } from '../../../domain/registry-text.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Actor, Companies } from '../../../ports/companies.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { SUBJECT_SPENT, type SubjectRow, subjectRows } from './subjects.ts';

interface Row {
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

const SUBJECT = `subjects.kind as subject_kind, subjects.identifier as subject_identifier,
  subjects.created_at as subject_at, subjects.retired_at, subjects.mac as subject_mac, ${SUBJECT_SPENT}`;

/**
 * The users who acted for a company, each name sealed under account and person. A user whose subject was retired is
 * unknown here: a row that was deleted with the subject and put back grants nothing.
 */
export function representativeRows(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Companies, 'findActor' | 'addActor'> {
  const { run, atomically } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'representatives');
  const subjects = subjectRows(database, secrets);
  const place = (accountId: string, subject: string): string => `representative:${accountId}:${subject}`;
  const read = (row: Row): Actor => ({
    subject: row.subject_id,
    run: row.run,
    identidad: row.identidad,
    name: cleanName(JSON.parse(secrets.open(row.name, place(row.account_id, row.subject_id))) as PersonName),
  });
  const inForce = (row: Row & Beside): boolean =>
    subjects.inForce(
      {
        id: row.subject_id,
        kind: row.subject_kind,
        identifier: row.subject_identifier,
        created_at: row.subject_at,
        retired_at: row.retired_at,
        mac: row.subject_mac,
        spent: row.spent,
      },
      { id: row.subject_id },
    ) !== undefined;
  /** A checked card is not forgotten; the name is the last one that was given. */
  const edited = async (which: Pick<Row, 'account_id' | 'subject_id'>, name: Buffer, identidad: Identidad) => {
    const [row] = await rows.edit(
      (representatives) => representatives.where(which),
      () => ({ name, ...(identidad === 'documento' ? { identidad } : {}) }),
    );
    return read(row as Row);
  };

  return {
    async findActor(account_id, by) {
      const wanted = 'run' in by ? { run: by.run } : { subject_id: by.subject };
      const found = await run<(Row & Beside)[]>((sql) =>
        sql('representatives')
          .join('subjects', 'subjects.id', 'representatives.subject_id')
          .where({ account_id, ...wanted })
          .select('representatives.*', sql.raw(SUBJECT)),
      );
      const row = found.find(inForce);
      return row && read(rows.checked(row, { account_id, ...wanted }) as Row);
    },

    addActor: (account_id, { run: number, name, identidad }) =>
      atomically(async () => {
        const subject_id = await subjects.of('RUN', number, now());
        const sealed = secrets.seal(JSON.stringify(name), place(account_id, subject_id));
        const row: Row = { account_id, subject_id, run: number, identidad, name: sealed, created_at: now() };
        const added = await run<object[]>((sql) =>
          sql('representatives')
            .insert(macs.signed('representatives', row))
            .onConflict(['account_id', 'subject_id'])
            .ignore()
            .returning('account_id'),
        );
        return added.length > 0 ? read(row) : edited({ account_id, subject_id }, sealed, identidad);
      }),
  };
}
