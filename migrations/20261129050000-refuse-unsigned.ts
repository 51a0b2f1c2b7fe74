import type { Knex } from 'knex';

/** Tables whose rows carry a MAC, and their columns that it does not cover. */
const tables: Readonly<Record<string, readonly string[]>> = {
  accounts: ['mailbox_hmac'],
  holds: ['try_at'],
  provisional_keys: [],
  links: ['used_at'],
  account_codes: ['tries'],
  contact_codes: ['tries'],
  recoveries: ['expires_at'],
  key_changes: ['expires_at'],
  data_updates: ['expires_at'],
  representatives: [],
  companies: [],
  company_changes: ['try_at'],
  aliases: [],
  subjects: [],
  accepted_cards: [],
  legacy_keys: [],
  exports: ['try_at'],
  right_requests: [],
  cases: ['content', 'ended_at'],
  oidc_session: [],
  oidc_grant: [],
  oidc_interaction: [],
  oidc_access_token: [],
  oidc_authorization_code: [],
  oidc_refresh_token: ['repeats'],
  oidc_device_code: ['polled_at'],
  oidc_replay_detection: [],
  oidc_pushed_authorization_request: [],
  oidc_client_credentials: [],
  oidc_client: [],
  oidc_initial_access_token: [],
  oidc_registration_access_token: [],
  own_sessions: ['used_at'],
  consents: [],
  keyring: [],
  platform_uses: ['first_at', 'last_at', 'scopes'],
  logout_notices: ['attempts', 'due_at', 'last_error'],
  event_notices: ['attempts', 'due_at', 'last_error'],
};

/**
 * A version of Clave Sence that signs no rows is refused beside one that does: its rows would look like
 * forgeries and shut accounts. This does not stop an attacker who writes a MAC on purpose; the MAC itself does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function refuse_unsigned() returns trigger language plpgsql as $$
    begin
      raise exception 'a row of % was written without its signature: a version of Clave Sence that signs no rows is running, and has to be stopped', tg_table_name;
    end $$;
  `);
  for (const [table, free] of Object.entries(tables)) await refuseUnsignedIn(knex, table, free);
}

/** The same for one table, whose MAC does not cover the columns `free`: for the migration that makes a bound table. */
export async function refuseUnsignedIn(knex: Knex, table: string, free: readonly string[]): Promise<void> {
  const bound = await boundColumns(knex, table, free);
  await knex.raw(`
    create trigger refuse_unsigned_row before insert on ${table}
      for each row when (new.mac is null) execute function refuse_unsigned();
    create trigger refuse_unsigned_change before update on ${table}
      for each row when (new.mac is not distinct from old.mac
        and (${of('new', bound)}) is distinct from (${of('old', bound)})) execute function refuse_unsigned();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function refuse_unsigned() cascade');
}

async function boundColumns(knex: Knex, table: string, free: readonly string[]): Promise<readonly string[]> {
  const columns = await knex('information_schema.columns')
    .whereRaw('table_schema = current_schema()')
    .where({ table_name: table })
    .orderBy('ordinal_position')
    .pluck('column_name');
  return columns.filter((name: string) => name !== 'mac' && !free.includes(name));
}

const of = (row: string, columns: readonly string[]): string => columns.map((name) => `${row}.${name}`).join(', ');
