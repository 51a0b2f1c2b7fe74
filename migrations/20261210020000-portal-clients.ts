import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Clients that organisations register in the portal. `content` is sealed: name of the organisation, data, reviewed data,
 * hashes of secrets, comments, suspension. `notice_at` is when the next notice about the end of a secret is due.
 * `version` rises with each write, and an act of the trail carries it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table portal_clients (
      id uuid primary key,
      organisation text not null,
      state text not null check (state in ('borrador', 'en-revision', 'certificacion', 'produccion', 'suspendida')),
      content bytea not null,
      notice_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      version integer not null,
      mac bytea not null
    );
    create index portal_clients_of_organisation on portal_clients (organisation, created_at);
    create index portal_clients_notices on portal_clients (notice_at) where notice_at is not null;
    create index portal_clients_drafts on portal_clients (changed_at) where state = 'borrador';
  `);
  await refuseUnsignedIn(knex, 'portal_clients', []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table portal_clients');
}
