import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Invitations of a company's members, each until it is answered or withdrawn. `content` is sealed: company, mailbox, role,
 * date, and who gave it. A link names `sending`, the last time that it was sent, and no earlier one opens anything.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table member_invitations (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      state text not null check (state in ('enviada', 'aceptada', 'retirada')),
      sending uuid not null unique,
      content bytea not null,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      expires_at timestamptz not null,
      mac bytea not null
    );
    create index member_invitations_of_account on member_invitations (account_id, created_at);
    create index member_invitations_changed on member_invitations (changed_at);
  `);
  await refuseUnsignedIn(knex, 'member_invitations', []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table member_invitations');
}
