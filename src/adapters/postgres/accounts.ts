import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Account, Identifier, IdentifierKind } from '../../domain/account.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { subjectOf } from './subjects.ts';

interface Row {
  readonly id: string;
  readonly profile: Account['profile'];
  readonly kind: IdentifierKind;
  readonly identifier: Identifier;
  readonly subject_id: string;
  readonly state: Account['state'];
  readonly identidad: Account['identidad'];
  readonly key_hash: string;
  readonly key_changed_at: Date;
  readonly question_id: number | null;
  readonly answer_hash: string | null;
  readonly personal: Buffer;
  readonly simulado: boolean;
  readonly created_at: Date;
}

/** Accounts in PostgreSQL; personal data sealed under the account's id. */
export function postgresAccounts(database: Database, secrets: Secrets, now: () => Date): Accounts {
  const { run } = database;
  const read = (row: Row | undefined): Account | undefined => row && toAccount(row, secrets);
  const fields = (account: Account) => toRow(account, secrets);

  return {
    find: async (id) => read(await run<Row>((sql) => sql('accounts').where({ id }).first())),

    async findByIdentifier(profile, identifier) {
      const holderFirst = "(state = 'pendiente_correo'), created_at desc";
      return read(
        await run<Row>((sql) =>
          sql('accounts').where({ profile, identifier }).whereNot({ state: 'cerrada' }).orderByRaw(holderFirst).first(),
        ),
      );
    },

    async add(account) {
      return database.atomically(async () => {
        const subject = await subjectOf(database, account, now());
        const at = now();
        const added: Account = {
          ...account,
          id: randomUUID(),
          subject,
          state: 'pendiente_correo',
          keyChangedAt: at,
          createdAt: at,
        };
        await run((sql) => sql('accounts').insert(fields(added)));
        return added;
      });
    },

    async activate(id) {
      return database.atomically(async () => {
        const pending = await run<Row>((sql) => sql('accounts').where({ id, state: 'pendiente_correo' }).first());
        if (!pending) return false;
        // Whoever wants this identifier waits here: two confirmations at once cannot both find it free.
        await run((sql) => sql('subjects').where({ id: pending.subject_id }).forUpdate().first('id'));
        const changed = await run<number>((sql) =>
          sql('accounts')
            .where({ id, state: 'pendiente_correo' })
            .whereNotExists(holderOf(sql, pending))
            .update({ state: 'activa' }),
        );
        return changed === 1;
      });
    },

    async change(id, edit) {
      return database.atomically(async () => {
        const current = read(await run<Row>((sql) => sql('accounts').where({ id }).forUpdate().first()));
        if (!current) return undefined;
        const edited = edit(current);
        await run((sql) => sql('accounts').where({ id }).update(fields(edited)));
        return edited;
      });
    },

    lapse: (before) =>
      run<number>((sql) =>
        sql('accounts').where({ state: 'pendiente_correo' }).where('created_at', '<', before).delete(),
      ),
  };
}

function holderOf(sql: Knex, { profile, identifier }: Row) {
  return sql('accounts as holder')
    .where({ 'holder.profile': profile, 'holder.identifier': identifier })
    .whereNotIn('holder.state', ['pendiente_correo', 'cerrada']);
}

function toAccount(row: Row, secrets: Secrets): Account {
  const question = row.question_id !== null && row.answer_hash !== null;
  return {
    id: row.id,
    profile: row.profile,
    kind: row.kind,
    identifier: row.identifier,
    subject: row.subject_id,
    state: row.state,
    identidad: row.identidad,
    keyHash: row.key_hash,
    keyChangedAt: row.key_changed_at,
    question: question ? { id: row.question_id, answerHash: row.answer_hash } : undefined,
    personal: JSON.parse(secrets.open(row.personal, `account:${row.id}`)),
    simulado: row.simulado,
    createdAt: row.created_at,
  };
}

function toRow(account: Account, secrets: Secrets): Row {
  return {
    id: account.id,
    profile: account.profile,
    kind: account.kind,
    identifier: account.identifier,
    subject_id: account.subject,
    state: account.state,
    identidad: account.identidad,
    key_hash: account.keyHash,
    key_changed_at: account.keyChangedAt,
    question_id: account.question?.id ?? null,
    answer_hash: account.question?.answerHash ?? null,
    personal: secrets.seal(JSON.stringify(account.personal), `account:${account.id}`),
    simulado: account.simulado,
    created_at: account.createdAt,
  };
}
