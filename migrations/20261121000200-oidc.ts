import type { Knex } from 'knex';

/** Models that belong to a grant, so that one revocation ends them all. */
const ofGrant = ['access_token', 'authorization_code', 'refresh_token', 'device_code'];
const alone = [
  'session',
  'grant',
  'interaction',
  'replay_detection',
  'pushed_authorization_request',
  'client_credentials',
  'initial_access_token',
  'registration_access_token',
  'client',
];

/** One table per model of the provider; ids are bearer secrets and stored as SHA-256. */
export async function up(knex: Knex): Promise<void> {
  for (const model of [...ofGrant, ...alone]) {
    await knex.raw(`
      create table oidc_${model} (
        id bytea primary key,
        payload jsonb not null,
        grant_id bytea,
        uid text,
        user_code text,
        expires_at timestamptz,
        consumed_at timestamptz
      ) with (fillfactor = 70);
      create index oidc_${model}_expiry on oidc_${model} (expires_at);
    `);
  }
  for (const model of ofGrant) await knex.raw(`create index oidc_${model}_grant on oidc_${model} (grant_id)`);
  await knex.raw('create unique index oidc_session_uid on oidc_session (uid)');
  await knex.raw('create unique index oidc_device_code_user on oidc_device_code (user_code)');
}

export async function down(knex: Knex): Promise<void> {
  for (const model of [...ofGrant, ...alone]) await knex.raw(`drop table oidc_${model}`);
}
