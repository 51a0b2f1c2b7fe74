import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Checks of who telephones the desk. `content` is sealed: office, contact in part hidden, and the numbers. `member_id`
 * is the id of a staff row, which may be gone before the check is.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table desk_calls (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      member_id uuid not null,
      state text not null check (state in ('enviada', 'confirmada', 'negada', 'otro-numero', 'reemplazada')),
      content bytea not null,
      sent_at timestamptz not null,
      opened_at timestamptz,
      ended_at timestamptz,
      mac bytea not null,
      check ((state = 'enviada') = (ended_at is null))
    );
    create index desk_calls_of_account on desk_calls (account_id, member_id, sent_at);
    create index desk_calls_denied on desk_calls (ended_at) where state in ('negada', 'otro-numero');
    create index desk_calls_sent on desk_calls (sent_at);
  `);
  await refuseUnsignedIn(knex, 'desk_calls', ['opened_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table desk_calls');
}
