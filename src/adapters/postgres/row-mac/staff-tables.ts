import type { BoundTable } from './bound-table.ts';

/**
 * Tables of the people of the agency. Which authenticators a member has, from when on sessions count and the open link
 * stand in the row of `staff`, so that a row of the others that is put back opens nothing. `used_at` of a session only
 * counts its idle minutes: an attacker who moves it keeps a session of a cookie that is held anyway, for eight hours.
 */
export const staffTables = {
  staff: {
    key: ['id'],
    columns: [
      'id',
      'run_hmac',
      'personal',
      'commune',
      'office',
      'roles',
      'state',
      'authenticators',
      'sessions_since',
      'link_hash',
      'link_expires_at',
      'created_at',
      'acceptance',
      'version',
    ],
    later: ['acceptance', 'version'],
  },
  staff_authenticators: { key: ['id'], columns: ['id', 'staff_id', 'content', 'lookup', 'created_at'] },
  desk_alarms: {
    key: ['id'],
    columns: ['id', 'kind', 'staff_id', 'account_id', 'at', 'seen_at', 'seen_by', 'note'],
  },
  reserved_accounts: {
    key: ['account_id'],
    columns: ['account_id', 'state', 'asked_by', 'changed_at', 'version'],
    later: ['version'],
  },
  staff_sessions: {
    key: ['id'],
    columns: ['id', 'token_hash', 'staff_id', 'entry', 'created_at', 'expires_at'],
  },
} as const satisfies Readonly<Record<string, BoundTable>>;
