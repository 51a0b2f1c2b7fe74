import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Requests of companies for the keys of foreign facilitadores, and drafts of them. `content` is sealed: company,
 * representative, data, and what a reviewer sent back. `mailbox_hmac` finds two requests with one mailbox. `version`
 * rises with each write, and an act of the trail carries it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table facilitador_requests (
      id uuid primary key,
      folio text not null unique,
      account_id uuid not null references accounts (id) on delete cascade,
      actor uuid not null,
      state text not null check (state in ('recibida', 'en-revision', 'observada', 'aprobada', 'rechazada')),
      mailbox_hmac bytea not null,
      digest bytea not null,
      content bytea not null,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      ended_at timestamptz,
      version integer not null,
      mac bytea not null,
      check ((state in ('aprobada', 'rechazada')) = (ended_at is not null))
    );
    create index facilitador_requests_of_account on facilitador_requests (account_id, created_at);
    create index facilitador_requests_of_mailbox on facilitador_requests (mailbox_hmac) where state <> 'rechazada';
    create index facilitador_requests_received on facilitador_requests (created_at) where state = 'recibida';
    create index facilitador_requests_ended on facilitador_requests (ended_at) where ended_at is not null;
    create table facilitador_drafts (
      id uuid primary key,
      browser bytea not null,
      content bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      mac bytea not null
    );
    create index facilitador_drafts_expiry on facilitador_drafts (expires_at);
  `);
  await refuseUnsignedIn(knex, 'facilitador_requests', []);
  await refuseUnsignedIn(knex, 'facilitador_drafts', ['expires_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table facilitador_drafts; drop table facilitador_requests;');
}
