import type { BoundTable } from './bound-table.ts';

const modelColumns = ['id', 'payload', 'grant_id', 'uid', 'user_code', 'expires_at', 'consumed_at'] as const;

/** A model of the provider: the whole of what it keeps. `polled_at` and `repeats` can only slow a client down. */
const model = { key: ['id'], columns: modelColumns, spent: { by: ['consumed_at'] } } as const;

/** A notice to a client, sent once. When it was sent, how often it was tried and why it failed reveal nothing. */
const notice = { key: ['id'], spent: { by: ['told_at', 'dead_at'] } } as const;

/**
 * Tables of the provider, of sessions, of consents and of the keys that sign.
 *
 * Not here: `ended_sessions`, whose rows can only take away. An attacker who deletes one still needs the row of the
 * session itself, which is bound, the cookie of that browser, and an hour before the session's own end (twelve at most).
 * Likewise a row that was copied before its use, and is put back whole, is usable with its code or token until its own
 * end; what the end of all sessions of an account removed is not, because the account records when that was.
 */
export const providerTables = {
  oidc_session: model,
  oidc_grant: model,
  oidc_interaction: model,
  oidc_access_token: model,
  oidc_authorization_code: model,
  oidc_refresh_token: {
    ...model,
    columns: [...modelColumns, 'serves_until'],
    spent: { by: ['consumed_at'], until: 'serves_until' },
  },
  oidc_device_code: model,
  oidc_replay_detection: model,
  oidc_pushed_authorization_request: model,
  oidc_client_credentials: model,
  oidc_client: model,
  oidc_initial_access_token: model,
  oidc_registration_access_token: model,
  /**
   * `used_at` is not bound: an attacker who moves it prolongs an idle session of a browser that has it, until
   * `expires_at` at most.
   */
  own_sessions: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'token_hash', 'wing', 'account_id', 'holder', 'session_uid', 'created_at', 'expires_at'],
  },
  consents: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'account_id',
      'subject',
      'actor',
      'client_id',
      'scopes',
      'claims',
      'api_scopes',
      'purpose',
      'first_at',
      'agreed_at',
      'refused',
    ],
    later: ['refused'],
  },
  keyring: {
    key: ['id'],
    columns: [
      'id',
      'purpose',
      'algorithm',
      'material',
      'created_at',
      'signs_at',
      'emptied_at',
      'ended_at',
      'compromised',
    ],
  },
  /**
   * Which clients know an account, and are notified of it. What they know and since when is shown to the account holder
   * alone.
   */
  platform_uses: {
    key: ['account_id', 'client_id'],
    account: 'account_id',
    columns: ['account_id', 'client_id'],
  },
  logout_notices: {
    ...notice,
    columns: ['id', 'client_id', 'account_id', 'sid', 'created_at', 'told_at', 'dead_at'],
  },
  event_notices: {
    ...notice,
    account: 'account_id',
    columns: ['id', 'client_id', 'account_id', 'event', 'subject', 'actor', 'created_at', 'told_at', 'dead_at'],
  },
} as const satisfies Readonly<Record<string, BoundTable>>;
