/**
 * What the server does with a table. A lock of rows (`for update`), an upsert that may change a row and the signing of
 * older rows need `update`.
 */
type Right = 'select' | 'insert' | 'update' | 'delete';

const everything: readonly Right[] = ['select', 'insert', 'update', 'delete'];
const keeps: readonly Right[] = ['select', 'insert', 'update'];
const adds: readonly Right[] = ['select', 'insert'];

const ofProvider = [
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
] as const;

/**
 * The rights of the server's role, table by table: a right that is not listed it does not have, and a table without a
 * line it may not read. Rows that are deleted by a foreign key need none.
 */
export const tableRights: Readonly<Record<string, readonly Right[]>> = {
  accepted_cards: keeps,
  account_codes: everything,
  accounts: everything,
  aliases: keeps,
  announced_changes: everything,
  audit: adds,
  audit_seals: adds,
  captchas: everything,
  case_drafts: everything,
  case_evidence: keeps,
  case_messages: keeps,
  cases: everything,
  client_days: everything,
  client_errors: everything,
  companies: everything,
  company_changes: everything,
  consents: everything,
  contact_codes: everything,
  credentials: everything,
  data_updates: everything,
  desk_alarms: everything,
  desk_reasons: everything,
  desk_calls: everything,
  ended_sessions: everything,
  event_notices: everything,
  exports: everything,
  facilitador_drafts: everything,
  facilitador_invitations: everything,
  facilitador_requests: everything,
  file_parts: adds,
  files: everything,
  holds: everything,
  key_changes: everything,
  keyring: keeps,
  knex_migrations: ['select'],
  knex_migrations_lock: [],
  legacy_import_refusals: adds,
  legacy_imports: keeps,
  legacy_keys: everything,
  links: everything,
  logout_notices: everything,
  machine_uses: everything,
  machines: everything,
  mailbox: everything,
  mandates: keeps,
  member_invitations: everything,
  ...Object.fromEntries(ofProvider.map((model) => [`oidc_${model}`, everything])),
  outbox: everything,
  own_sessions: everything,
  page_references: everything,
  platform_records: everything,
  platform_uses: everything,
  portal_clients: everything,
  provisional_keys: everything,
  readiness: keeps,
  recoveries: everything,
  relying_party: adds,
  representatives: everything,
  reserved_accounts: keeps,
  right_requests: everything,
  row_alarms: everything,
  sandbox_people: keeps,
  signed_tables: adds,
  staff: everything,
  staff_authenticators: everything,
  staff_kept_forms: everything,
  staff_sessions: everything,
  subjects: keeps,
  throttles: everything,
};

/** Sequences that the server uses by name; those of its other tables need no right. `select` reads, `usage` draws. */
export const sequenceRights: Readonly<Record<string, readonly ('select' | 'usage')[]>> = {
  audit_id_seq: ['select', 'usage'],
};

/** Functions that the server calls by name; triggers need no right. */
export const calledFunctions: readonly string[] = ['audit_next_id()'];
