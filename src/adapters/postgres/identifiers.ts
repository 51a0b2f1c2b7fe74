import type { Knex } from 'knex';
import type { Identifier, Profile } from '../../domain/account.ts';
import { withProof } from '../../domain/identity.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { Secrets } from '../secrets.ts';
import { type AccountRow, toAccount, toRow } from './account-row.ts';
import type { Database } from './database.ts';
import { retireSubject } from './subjects.ts';

/** How an account comes to another identifier, or an identifier to another account. */
export function identifierMoves(
  database: Database,
  secrets: Secrets,
  now: () => Date,
): Pick<Accounts, 'contest' | 'wasContested' | 'moveToRun' | 'close'> {
  const { run, atomically } = database;
  return {
    contest: (id) =>
      atomically(async () => {
        const [row] = await run<AccountRow[]>((sql) =>
          sql('accounts')
            .where({ id, identidad: 'declarada', contested_at: null })
            .where((state) =>
              // Whoever asked to block what they only declared keeps it from nobody.
              state.whereNotIn('state', ['pendiente_correo', 'suspendida', 'cerrada']).orWhereExists(blockOf(sql)),
            )
            .update({ state: 'congelada', contested_at: now(), contest: null })
            .returning('*'),
        );
        if (row) await retireSubject(database, row.subject_id, now());
        return row !== undefined;
      }),

    async wasContested(profile, identifier) {
      const row = await run<object | undefined>((sql) =>
        sql('accounts').where({ profile, identifier }).whereNotNull('contested_at').first('id'),
      );
      return row !== undefined;
    },

    close: (id) =>
      atomically(async () => {
        const [row] = await run<AccountRow[]>((sql) =>
          sql('accounts')
            .where({ id })
            .whereNot({ state: 'cerrada' })
            .update({ state: 'cerrada', closed_at: now() })
            .returning('*'),
        );
        if (row) await retireSubject(database, row.subject_id, now());
        return row !== undefined;
      }),

    moveToRun: (id, identifier, name) =>
      atomically(async () => {
        const of = { profile: 'natural', identifier } as const;
        const row = await run<AccountRow | undefined>((sql) =>
          sql('accounts').where({ id, profile: 'migrante', state: 'activa' }).forUpdate().first(),
        );
        const known = await run<{ id: string } | undefined>((sql) =>
          sql('subjects').where({ kind: 'RUN', identifier, retired_at: null }).forUpdate().first('id'),
        );
        // Whoever confirms a registration of this RUN at the same moment has waited for this row, or we have for theirs.
        if (!row || (await run((sql) => holderOfIdentifier(sql, of).first('id')))) return false;
        if (known) await retireSubject(database, known.id, now());
        await run((sql) => sql('subjects').where({ id: row.subject_id }).update({ kind: 'RUN', identifier }));
        await run((sql) =>
          sql('aliases').insert({
            profile: row.profile,
            identifier: row.identifier,
            account_id: id,
            created_at: now(),
          }),
        );
        const account = toAccount(row, secrets);
        const personal = { ...account.personal, name };
        const moved = withProof({ ...account, ...of, kind: 'RUN', personal }, now());
        await run((sql) => sql('accounts').where({ id }).update(toRow(moved, secrets)));
        return true;
      }),
  };
}

/** The block of its data that the holder of an account asked for, and that stands. */
const blockOf = (sql: Knex) =>
  sql('right_requests')
    .where({ kind: 'bloqueo', lifted_at: null, 'accounts.state': 'suspendida' })
    .whereRaw('right_requests.account_id = accounts.id');

/** Whoever holds an identifier: not pending, not closed, not contested. */
export function holderOfIdentifier(
  sql: Knex,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
) {
  return sql('accounts as holder')
    .where({ 'holder.profile': profile, 'holder.identifier': identifier, 'holder.contested_at': null })
    .whereNotIn('holder.state', ['pendiente_correo', 'cerrada']);
}
