import type { Knex } from 'knex';

const HOLDER = "split_part(payload ->> 'accountId', '~', 1)";
const GIVEN = "payload #>> '{result,login,accountId}'";

/** Clients yet to be notified of an ended session; and an index for the open sessions of an account. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table logout_notices (
      id uuid primary key,
      client_id text not null,
      account_id text not null,
      sid text not null,
      created_at timestamptz not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      told_at timestamptz,
      dead_at timestamptz,
      last_error text
    );
    create index logout_notices_due on logout_notices (due_at) where told_at is null and dead_at is null;
    create index oidc_session_holder on oidc_session ((${HOLDER}));
    create index oidc_grant_holder on oidc_grant ((${HOLDER}));
    create index oidc_interaction_holder on oidc_interaction (split_part(${GIVEN}, '~', 1)) where ${GIVEN} is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop index oidc_interaction_holder, oidc_grant_holder, oidc_session_holder; drop table logout_notices',
  );
}
