import type { Knex } from 'knex';
import type { Identifier, Profile } from '../../../domain/account.ts';
import { withProof } from '../../../domain/identity.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import type { RightRow } from '../rights/right-row.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRow, toAccount } from './account-row.ts';
import { accountRows } from './account-rows.ts';
import { subjectRows } from './subjects.ts';

/** How an account comes to another identifier, or an identifier to another account. */
export function identifierMoves(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Accounts, 'contest' | 'wasContested' | 'moveToRun' | 'close'> {
  const { run, atomically } = database;
  const accounts = accountRows(database, secrets);
  const subjects = subjectRows(database, secrets);
  const macs = rowMacs(secrets);
  const rights = boundRows<RightRow>(database, macs, 'right_requests');
  return {
    contest: (id) =>
      atomically(async () => {
        const row = await accounts.lock(id);
        if (!row || !(await mayBeContested(rights, row))) return false;
        await accounts.mark(row, { state: 'congelada', contested_at: now(), contest: null });
        await subjects.retire(row.subject_id, now());
        return true;
      }),

    async wasContested(profile, identifier) {
      const row = await run<object | undefined>((sql) =>
        sql('accounts').where({ profile, identifier }).whereNotNull('contested_at').first('id'),
      );
      return row !== undefined;
    },

    close: (id) =>
      atomically(async () => {
        const row = await accounts.lock(id);
        if (!row || row.state === 'cerrada') return false;
        await accounts.mark(row, { state: 'cerrada', closed_at: now() });
        await subjects.retire(row.subject_id, now());
        return true;
      }),

    moveToRun: (id, identifier, name) =>
      atomically(async () => {
        const of = { profile: 'natural', identifier } as const;
        const row = await accounts.lock(id);
        const known = await subjects.lock({ kind: 'RUN', identifier });
        // Whoever confirms a registration of this RUN at the same moment has waited for this row, or we have for theirs.
        if (row?.profile !== 'migrante' || row.state !== 'activa') return false;
        if (await run((sql) => holderOfIdentifier(sql, of).first('id'))) return false;
        if (known) await subjects.retire(known.id, now());
        await subjects.move(row.subject_id, 'RUN', identifier);
        const alias = { profile: row.profile, identifier: row.identifier, account_id: id, created_at: now() };
        await run((sql) => sql('aliases').insert(macs.signed('aliases', alias)));
        const account = toAccount(row, secrets);
        const personal = { ...account.personal, name };
        const moved = withProof({ ...account, ...of, kind: 'RUN', personal }, now());
        await accounts.save(row, moved);
        return true;
      }),
  };
}

/** Whoever asked to block what they only declared keeps it from nobody. */
async function mayBeContested(
  rights: BoundRows<RightRow>,
  { id, state, identidad, contested_at }: AccountRow,
): Promise<boolean> {
  if (identidad !== 'declarada' || contested_at) return false;
  if (!['pendiente_correo', 'suspendida', 'cerrada'].includes(state)) return true;
  if (state !== 'suspendida') return false;
  const standing = { kind: 'bloqueo', lifted_at: null, account_id: id };
  return (await rights.first((requests) => requests.where(standing))) !== undefined;
}

/** Whoever holds an identifier: not pending, not closed, not contested. */
export function holderOfIdentifier(
  sql: Knex,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
) {
  return sql('accounts as holder')
    .where({ 'holder.profile': profile, 'holder.identifier': identifier, 'holder.contested_at': null })
    .whereNotIn('holder.state', ['pendiente_correo', 'cerrada']);
}
