import type { Knex } from 'knex';

const models = [
  'access_token',
  'authorization_code',
  'client',
  'client_credentials',
  'device_code',
  'grant',
  'initial_access_token',
  'interaction',
  'pushed_authorization_request',
  'refresh_token',
  'registration_access_token',
  'replay_detection',
  'session',
];
const tables = [
  ...models.map((model) => `oidc_${model}`),
  'own_sessions',
  'consents',
  'keyring',
  'platform_uses',
  'logout_notices',
  'event_notices',
];

/**
 * A MAC in every row of the provider, of sessions, consents, keys and notices (floor 15). A consent gets an id, by
 * which it is found where no user acts. What the trail records of a key is found by the key.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of tables) await knex.raw(`alter table ${table} add column mac bytea`);
  await knex.raw(`
    alter table consents add column id uuid not null default gen_random_uuid() primary key;
    create index audit_keys on audit ((details ->> 'kid'))
      where act in ('keys.emptied', 'keys.ended', 'keys.compromised');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_keys; alter table consents drop column id');
  for (const table of tables) await knex.raw(`alter table ${table} drop column mac`);
}
