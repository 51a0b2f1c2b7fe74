import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Invitations of approved facilitadores, each with the id of its request. `content` is sealed: company, data, NIE, what
 * the person wrote. `document_hmac` finds the same document in two requests; a link names `sending`, the last time that
 * it was sent; `try_at` is when a worker may take it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table facilitador_invitations (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      state text not null check (state in ('por-enviar', 'enviada', 'activada', 'devuelta', 'retirada', 'detenida')),
      document_hmac bytea not null,
      sending uuid unique,
      content bytea not null,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      expires_at timestamptz,
      ended_at timestamptz,
      try_at timestamptz not null,
      mac bytea not null,
      check ((state in ('por-enviar', 'enviada')) = (ended_at is null))
    );
    create index facilitador_invitations_of_account on facilitador_invitations (account_id, created_at);
    create index facilitador_invitations_of_document on facilitador_invitations (document_hmac) where state = 'activada';
    create index facilitador_invitations_due on facilitador_invitations (try_at) where state = 'por-enviar';
    create index facilitador_invitations_ended on facilitador_invitations (changed_at);
  `);
  await refuseUnsignedIn(knex, 'facilitador_invitations', ['try_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table facilitador_invitations');
}
