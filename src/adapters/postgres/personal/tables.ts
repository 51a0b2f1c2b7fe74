import type { PersonalTable } from '../../../ports/personal-records.ts';
import { accountTables } from './account-tables.ts';
import type { Nothing, Reading } from './reader.ts';
import { requestTables } from './request-tables.ts';
import { sessionTables } from './session-tables.ts';

const SHORT = 'lives some minutes under a random id, before anybody has signed in';
const NOBODY = 'is about platforms, and about no person';

/** The tables that a copy gives. */
const given: Readonly<Record<PersonalTable, Reading>> = {
  ...accountTables,
  ...sessionTables,
  ...requestTables,
};

/** Every table of the database: how it is read for the person it knows, or why there is nothing in it to give. */
export const personalTables: Readonly<Record<string, Reading | Nothing>> = {
  ...given,
  throttles: { why: 'counters under an HMAC: nobody, this house included, can read whose they are' },
  accepted_cards: { why: 'HMACs of numbers of cards and of their holders: nobody reads back whose they are' },
  cases: { why: 'a NIE that somebody says is theirs, sealed and tied to no account: who asked proved nothing' },
  captchas: { why: 'letters of a picture, tied to no account' },
  keyring: { why: 'keys of the house' },
  signed_tables: { why: 'when the rows of each table were signed for the first time' },
  readiness: { why: 'when a server last wrote here to see whether it can; one row' },
  mailbox: { why: 'exists in development and tests only; what was sent to a person is told by the outbox' },
  audit_seals: { why: 'fingerprints over rows of the trail, which is given itself' },
  ended_sessions: { why: 'random names of sessions that are over, tied to no account' },
  legacy_imports: { why: 'fingerprint and counts of whole files' },
  legacy_import_refusals: { why: 'numbers of lines that were not imported' },
  oidc_replay_detection: { why: NOBODY },
  oidc_client: { why: NOBODY },
  oidc_client_credentials: { why: NOBODY },
  oidc_initial_access_token: { why: NOBODY },
  oidc_registration_access_token: { why: NOBODY },
  oidc_pushed_authorization_request: { why: SHORT },
  knex_migrations: { why: 'which changes of the schema were made' },
  knex_migrations_lock: { why: 'who changes the schema' },
};
