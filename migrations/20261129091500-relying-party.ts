import type { Knex } from 'knex';

/**
 * The domain of passkeys (WEBAUTHN_RP_ID), as it was when the first one was enrolled: a server with another one does not
 * start, since no authenticator would answer it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table relying_party (
      id smallint primary key check (id = 1),
      rp_id text not null,
      noted_at timestamptz not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table relying_party');
}
