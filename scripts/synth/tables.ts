import { accountMakers } from './tables/account-tables.ts';
import { credentialMakers } from './tables/credential-tables.ts';
import type { Maker } from './tables/made.ts';
import { messageMakers } from './tables/message-tables.ts';
import { providerMakers } from './tables/provider-tables.ts';
import { requestMakers } from './tables/request-tables.ts';

/** Every table that grows with the people, in an order in which each row finds those that it refers to. */
export const makers: readonly Maker[] = [
  ...accountMakers,
  ...credentialMakers,
  ...messageMakers,
  ...requestMakers,
  ...providerMakers,
];

/** Tables that grow and are written by what fills the others, not row by row. */
export const filledOtherwise: Readonly<Record<string, string>> = {
  audit_seals: 'the sealer of the product seals the trail',
  contact_codes: 'hang from the holds of the same accounts',
};

/** Tables that stay small however many people there are, and why. A sequential scan of them is no fault. */
export const smallTables: Readonly<Record<string, string>> = {
  client_days: 'a row for each platform and day, for 60 days',
  client_errors: 'two hundred at most for each platform, for a day',
  announced_changes: 'a row for each contact of a platform and change, for 400 days',
  captchas: 'live three minutes, or half an hour once they were right; emptied each minute',
  file_parts: 'the pixels of some files; read by file and number alone',
  keyring: 'some keys of the service a year',
  legacy_imports: 'a row for each file that an operator imports',
  legacy_import_refusals: 'lines of those files; read by the import command alone, by file',
  oidc_initial_access_token: 'made by hand, one for each organisation of a sandbox',
  oidc_client: 'platforms of a sandbox, ten at most for each of those tokens; those that nobody uses end after 30 days',
  oidc_registration_access_token: 'one for each of those platforms',
  page_references: 'a row for each page of a paused sign-in, for a day; read by its key alone',
  readiness: 'one row, written by the probe of readiness',
  relying_party: 'the one domain of the passkeys',
  machine_uses: 'the last day on which each credential of a machine was used',
  sandbox_people: 'the published people of a sandbox, ten at most',
  row_alarms: 'a row for each one that did not verify, until it is repaired',
  desk_alarms: 'some a day, about those same people of the agency',
  reserved_accounts: 'accounts of people in the public eye, some hundreds',
  staff: 'the people of the agency, some hundreds',
  staff_authenticators: 'two or three for each of them',
  staff_kept_forms: 'one at most for each browser of those same people, for twelve hours; emptied each minute',
  staff_sessions: 'eight hours each, for those same people; emptied each minute',
  signed_tables: 'a row for each table whose rows have a MAC',
  knex_migrations: 'a row for each migration',
  knex_migrations_lock: 'one row',
};

/** Tables that grow. */
export const growingTables: ReadonlySet<string> = new Set([
  ...makers.map(({ table }) => table),
  ...Object.keys(filledOtherwise),
]);
