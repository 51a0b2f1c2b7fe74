import type { BoundTable } from './bound-table.ts';
import { journeyTables } from './journey-tables.ts';
import { providerTables } from './provider-tables.ts';
import { staffTables } from './staff-tables.ts';

/**
 * Every table whose rows carry a MAC (floor 15). Columns that are not named count, or note a use or the time of the
 * next try: an attacker who resets one can deny service, or restore what the product itself wrote there before. Where
 * more would depend on one of them, the trail is asked. `credentials.step` is one: an attacker who resets it makes a code
 * valid again for the ninety seconds in which it is right at all.
 */
export const boundTables = {
  ...providerTables,
  ...journeyTables,
  ...staffTables,
  accounts: {
    key: ['id'],
    account: 'id',
    columns: [
      'id',
      'profile',
      'kind',
      'identifier',
      'subject_id',
      'state',
      'identidad',
      'key_hash',
      'key_changed_at',
      'question_id',
      'answer_hash',
      'personal',
      'simulado',
      'key_needs_card',
      'created_at',
      'email_confirmed_at',
      'mobile_confirmed_at',
      'identity_proved_at',
      'known_login_at',
      'stolen_at',
      'contest',
      'contested_at',
      'closed_at',
      'sessions_ended_at',
      'session_kept',
      'version',
      'dependents',
      'key_short',
    ],
    later: ['key_short'],
  },
  holds: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'kind',
      'folio',
      'account_id',
      'state',
      'content',
      'created_at',
      'due_at',
      'ended_at',
      'undo',
      'confirmed_at',
      'delayed_at',
      'stopped_at',
      'disputed_at',
    ],
  },
  provisional_keys: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'account_id',
      'kind',
      'key_hash',
      'proved',
      'needs_mailbox',
      'mail',
      'sms',
      'created_at',
      'ended_at',
      'card_browser',
      'card_at',
    ],
  },
  credentials: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'kind', 'account_id', 'actor', 'content', 'lookup', 'created_at', 'card_at', 'expires_at'],
  },
  desk_calls: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'account_id', 'member_id', 'state', 'content', 'sent_at', 'ended_at'],
  },
  files: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'account_id',
      'client_id',
      'purpose',
      'kind',
      'bytes',
      'sha256',
      'pages',
      'state',
      'reason',
      'content',
      'received_at',
      'kept_at',
      'ended_at',
    ],
  },
  mandates: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'account_id',
      'organisation',
      'scope',
      'source',
      'content',
      'begins_at',
      'until_at',
      'ended_at',
      'reason',
    ],
  },
  machines: {
    key: ['id'],
    columns: ['id', 'organisation', 'content', 'notice_at', 'created_at', 'changed_at', 'version'],
  },
  portal_clients: {
    key: ['id'],
    columns: ['id', 'organisation', 'state', 'content', 'notice_at', 'created_at', 'changed_at', 'version'],
  },
  platform_records: {
    key: ['client_id'],
    columns: ['client_id', 'content', 'changed_at', 'version'],
    later: ['version'],
  },
  signed_tables: { key: ['name'], columns: ['name', 'signed_at'] },
} as const satisfies Readonly<Record<string, BoundTable>>;

export type BoundTableName = keyof typeof boundTables;

/** The bound columns of a table, by its name. */
export const boundTable = (name: BoundTableName): BoundTable => boundTables[name];

/** Whether the rows of a table carry a MAC. */
export const isBound = (table: string): table is BoundTableName => table in boundTables;
