import type { Knex } from 'knex';
import type { Identifier, PersonName, Profile } from '../../../domain/account.ts';
import { withProof } from '../../../domain/identity.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import type { RightRow } from '../rights/right-row.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRow, toAccount } from './account-row.ts';
import { type AccountRows, accountRows } from './account-rows.ts';
import { type SubjectRows, subjectRows } from './subjects.ts';

/** How an account gets another identifier, or an identifier another account. */
export function identifierMoves(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Accounts, 'contest' | 'wasContested' | 'moveToRun' | 'close'> {
  const tables = {
    database,
    secrets,
    accounts: accountRows(database, secrets),
    subjects: subjectRows(database, secrets),
    macs: rowMacs(secrets),
  };
  const { atomically } = database;
  return {
    contest: (id) => atomically(() => contest(tables, id, now())),
    wasContested: (profile, identifier) => wasContested(tables, { profile, identifier }),
    close: (id) => atomically(() => close(tables, id, now())),
    moveToRun: (id, run, name) => atomically(() => moveToRun(tables, id, { run, name, at: now() })),
  };
}

interface Tables {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly accounts: AccountRows;
  readonly subjects: SubjectRows;
  readonly macs: RowMacs;
}

async function contest({ database, macs, accounts, subjects }: Tables, id: string, at: Date): Promise<boolean> {
  const row = await accounts.lock(id);
  if (!row || !(await mayBeContested(boundRows<RightRow>(database, macs, 'right_requests'), row))) return false;
  await accounts.mark(row, { state: 'congelada', contested_at: at, contest: null });
  await subjects.retire(row.subject_id, at);
  return true;
}

async function wasContested(
  { database }: Tables,
  { profile, identifier }: Pick<AccountRow, 'profile' | 'identifier'>,
): Promise<boolean> {
  const row = await database.run<object | undefined>((sql) =>
    sql('accounts').where({ profile, identifier }).whereNotNull('contested_at').first('id'),
  );
  return row !== undefined;
}

async function close({ accounts, subjects }: Tables, id: string, at: Date): Promise<boolean> {
  const row = await accounts.lock(id);
  if (!row || row.state === 'cerrada') return false;
  await accounts.mark(row, { state: 'cerrada', closed_at: at });
  await subjects.retire(row.subject_id, at);
  return true;
}

interface Move {
  readonly run: Rut;
  readonly name: PersonName;
  readonly at: Date;
}

async function moveToRun(tables: Tables, id: string, { run: identifier, name, at }: Move): Promise<boolean> {
  const { database, secrets, accounts, subjects } = tables;
  const row = await accounts.lock(id);
  const known = await subjects.lock({ kind: 'RUN', identifier });
  // A concurrent confirmation of a registration of this RUN has waited for this row, or this one for that one's.
  if (row?.profile !== 'migrante' || row.state !== 'activa') return false;
  const of = { profile: 'natural', identifier } as const;
  if (await database.run((sql) => accountOfIdentifier(sql, of).first('id'))) return false;
  if (known) await subjects.retire(known.id, at);
  await subjects.move(row.subject_id, 'RUN', identifier);
  await keepAlias(tables, row, at);
  const account = toAccount(row, secrets);
  const personal = { ...account.personal, name };
  await accounts.save(row, withProof({ ...account, ...of, kind: 'RUN', personal }, at));
  return true;
}

/** The identifier that an account leaves still leads to it. */
async function keepAlias({ database, macs }: Tables, { id, profile, identifier }: AccountRow, at: Date): Promise<void> {
  const alias = macs.signed('aliases', { profile, identifier, account_id: id, created_at: at });
  await database.run((sql) => sql('aliases').insert(alias));
}

/**
 * A copy does not keep a number from the person whose document was seen, nor does a user who asked to block data that
 * they only declared.
 */
async function mayBeContested(
  rights: BoundRows<RightRow>,
  { id, state, identidad, contested_at }: AccountRow,
): Promise<boolean> {
  if (identidad === 'documento' || contested_at) return false;
  if (!['pendiente_correo', 'suspendida', 'cerrada'].includes(state)) return true;
  if (state !== 'suspendida') return false;
  const standing = { kind: 'bloqueo', lifted_at: null, account_id: id };
  return (await rights.first((requests) => requests.where(standing))) !== undefined;
}

/** The account that has an identifier: not pending, not closed, not contested. */
export function accountOfIdentifier(
  sql: Knex,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
) {
  return sql('accounts as holder')
    .where({ 'holder.profile': profile, 'holder.identifier': identifier, 'holder.contested_at': null })
    .whereNotIn('holder.state', ['pendiente_correo', 'cerrada']);
}
