import type { Knex } from 'knex';

/**
 * What a person agreed to share with a client, apart from grants and tokens, which expire. A representative who acts
 * for a company agrees for the company and themself: `actor`. API scopes are stored as "indicator scope" (RFC 8707).
 *
 * Earlier consents were kept in grants alone, without their purpose, and ended with the session: they are not migrated,
 * and each person is asked once more by clients outside SENCE. Earlier versions write none while both run.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table consents (
      account_id uuid not null references accounts (id) on delete cascade,
      subject uuid not null references subjects (id),
      actor uuid references subjects (id),
      client_id text not null,
      scopes text[] not null,
      claims text[] not null,
      api_scopes text[] not null,
      purpose text not null,
      first_at timestamptz not null,
      agreed_at timestamptz not null,
      unique nulls not distinct (subject, client_id, actor)
    );
    create index consents_account on consents (account_id, client_id);
    create index consents_actor on consents (actor) where actor is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table consents');
}
