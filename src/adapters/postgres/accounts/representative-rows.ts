import type { PersonName } from '../../../domain/account.ts';
import type { Identidad } from '../../../domain/identity-level.ts';
import { cleanName } from '../../../domain/registry-text.ts';
import type { Actor, Companies } from '../../../ports/companies.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import {
  BESIDE_REPRESENTATIVE,
  type ReadRepresentative,
  type RepresentativeRow,
  subjectBeside,
} from './representative-row.ts';
import { type SubjectRows, subjectRows } from './subjects.ts';

/**
 * The users who acted for a company, each name sealed under account and person. A user whose subject was retired is
 * unknown here: a row that was deleted with the subject and put back grants nothing.
 */
export function representativeRows(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Companies, 'findActor' | 'addActor'> {
  const macs = rowMacs(secrets);
  const rows = boundRows<RepresentativeRow>(database, macs, 'representatives');
  const table: Table = { run: database.run, secrets, macs, rows, subjects: subjectRows(database, secrets) };
  return {
    findActor: (accountId, by) => findActor(table, accountId, by),
    addActor: (accountId, added) => database.atomically(() => addActor(table, accountId, added, now)),
  };
}

interface Table {
  readonly run: Database['run'];
  readonly secrets: KeyMaterial;
  readonly macs: RowMacs;
  readonly rows: BoundRows<RepresentativeRow>;
  readonly subjects: SubjectRows;
}

async function findActor(
  table: Table,
  account_id: string,
  by: Parameters<Companies['findActor']>[1],
): Promise<Actor | undefined> {
  const wanted = 'run' in by ? { run: by.run } : { subject_id: by.subject };
  const found = await table.run<ReadRepresentative[]>((sql) =>
    sql('representatives')
      .join('subjects', 'subjects.id', 'representatives.subject_id')
      .where({ account_id, ...wanted })
      .select('representatives.*', sql.raw(BESIDE_REPRESENTATIVE)),
  );
  const row = found.find((one) => table.subjects.inForce(subjectBeside(one), { id: one.subject_id }) !== undefined);
  return row && toActor(table, table.rows.checked(row, { account_id, ...wanted }) as RepresentativeRow);
}

async function addActor(
  table: Table,
  account_id: string,
  { run, name, identidad }: Parameters<Companies['addActor']>[1],
  now: () => Date,
): Promise<Actor> {
  const subject_id = await table.subjects.of({ profile: 'natural', kind: 'RUN', identifier: run }, now());
  const sealed = table.secrets.seal(JSON.stringify(name), sealedUnder({ account_id, subject_id }));
  const row: RepresentativeRow = { account_id, subject_id, run, identidad, name: sealed, created_at: now() };
  const added = await table.run<object[]>((sql) =>
    sql('representatives')
      .insert(table.macs.signed('representatives', row))
      .onConflict(['account_id', 'subject_id'])
      .ignore()
      .returning('account_id'),
  );
  return added.length > 0 ? toActor(table, row) : edited(table, row);
}

/** A checked card is not forgotten; the name is the last one that was given. */
async function edited(
  table: Table,
  { account_id, subject_id, name, identidad }: Pick<RepresentativeRow, keyof Place | 'name' | 'identidad'>,
): Promise<Actor> {
  const [row] = await table.rows.edit(
    (representatives) => representatives.where({ account_id, subject_id }),
    () => ({ name, ...givenByCard(identidad) }),
  );
  return toActor(table, row as RepresentativeRow);
}

const givenByCard = (identidad: Identidad) => (identidad === 'documento' ? { identidad } : {});

type Place = Pick<RepresentativeRow, 'account_id' | 'subject_id'>;

/** Under which name the name of a person is sealed. */
const sealedUnder = ({ account_id, subject_id }: Place): string => `representative:${account_id}:${subject_id}`;

const toActor = ({ secrets }: Pick<Table, 'secrets'>, row: RepresentativeRow): Actor => ({
  subject: row.subject_id,
  run: row.run,
  identidad: row.identidad,
  name: cleanName(JSON.parse(secrets.open(row.name, sealedUnder(row))) as PersonName),
});
