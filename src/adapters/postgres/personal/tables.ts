import type { PersonalTable } from '../../../ports/personal-records.ts';
import { accountTables } from './account-tables.ts';
import type { Nothing, Reading } from './reader.ts';
import { requestTables } from './request-tables.ts';
import { sessionTables } from './session-tables.ts';

const SHORT = 'kept for some minutes under a random id, before a user has signed in';
const NO_PERSON = 'is about clients, and about no person';

const STAFF = 'is about people of the agency, who are no account: what they did to one is in the trail';

/** The tables that a copy gives. */
const given: Readonly<Record<PersonalTable, Reading>> = {
  ...accountTables,
  ...sessionTables,
  ...requestTables,
};

/** Every table of the database: how it is read for the person that it is about, or why it has nothing to give. */
export const personalTables: Readonly<Record<string, Reading | Nothing>> = {
  ...given,
  throttles: { why: 'counters under an HMAC: even the server cannot read whose they are' },
  accepted_cards: { why: 'HMACs of numbers of cards and of their holders: they cannot be read back' },
  file_parts: { why: 'originals and pixels of files, which are given by name; who sent them has them' },
  case_messages: { why: 'are given with the case' },
  case_evidence: {
    why: 'that a document was seen, with HMACs of its number, its person and the new contacts: they cannot be read back',
  },
  case_drafts: { why: 'what a member of the staff has not sent yet' },
  page_references: {
    why: 'codes that pages showed, for a day, under an HMAC: only who reads a code aloud finds its row',
  },
  captchas: { why: 'answers to pictures, tied to no account' },
  staff: { why: STAFF },
  staff_authenticators: { why: STAFF },
  staff_sessions: { why: STAFF },
  staff_kept_forms: { why: 'what a member of the staff has not sent yet' },
  keyring: { why: 'keys of the server' },
  signed_tables: { why: 'when the rows of each table were signed for the first time' },
  relying_party: { why: 'the domain of passkeys; one row' },
  readiness: { why: 'when a server last tested that it can write; one row' },
  mailbox: { why: 'exists in development and tests only; messages to a person are in the outbox' },
  audit_seals: { why: 'fingerprints over rows of the trail, which is given itself' },
  ended_sessions: { why: 'random names of sessions that are over, tied to no account' },
  legacy_imports: { why: 'fingerprint and counts of whole files' },
  legacy_import_refusals: { why: 'numbers of lines that were not imported' },
  announced_changes: { why: 'HMACs of mailboxes of contacts of clients: they cannot be read back' },
  portal_clients: {
    why: 'clients of organisations, with the contacts that these named for them, who are no account here',
  },
  platform_records: { why: NO_PERSON },
  sandbox_people: { why: 'which fictional person of a sandbox is switched' },
  client_errors: { why: NO_PERSON },
  client_days: { why: NO_PERSON },
  machine_uses: { why: NO_PERSON },
  machines: { why: 'programs of organisations; who made a credential of one has the act in the trail, which is given' },
  oidc_replay_detection: { why: NO_PERSON },
  oidc_client: { why: NO_PERSON },
  oidc_client_credentials: { why: NO_PERSON },
  oidc_initial_access_token: { why: NO_PERSON },
  oidc_registration_access_token: { why: NO_PERSON },
  oidc_pushed_authorization_request: { why: SHORT },
  knex_migrations: { why: 'which changes of the schema were made' },
  knex_migrations_lock: { why: 'which process changes the schema' },
};
