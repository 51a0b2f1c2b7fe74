import type { BoundTable } from './bound-table.ts';

/** A journey belongs to the browser in its row; `expires_at` moves only within six hours of `created_at`. */
const journey = { key: ['id'], columns: ['id', 'browser', 'content', 'created_at'] } as const;

/** Columns of cases since they have a state; null in the rows of before. */
const caseColumns = [
  ...(['state', 'due_at', 'expires_at', 'account_id', 'assignee', 'claim', 'version', 'record'] as const),
  'number_hmac',
] as const;

/**
 * Tables of links, codes and journeys, of identifiers, companies and their representatives, of cards, of the old system
 * and of requests. The columns that are not bound, and why:
 * - `links.used_at`: spending is one conditional UPDATE. An attacker who resets it makes a link valid again for any caller
 *   with its token, until `expires_at`, and each link opens only what its own purpose still finds (floor 7). The rest period
 *   after a link in the mailbox is counted from the act of its opening;
 * - `tries` of codes: counted in the process, too, so that five are five whatever the row contains;
 * - `try_at` of what a worker takes: the time of its next try;
 * - `cases.content` and `ended_at`: the content is sealed under the id, has one version, and is erased by the term.
 */
export const journeyTables = {
  links: {
    key: ['token_hash'],
    account: 'account_id',
    columns: ['token_hash', 'purpose', 'account_id', 'expires_at', 'about', 'contact', 'browser', 'origin'],
  },
  account_codes: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'account_id', 'purpose', 'contact', 'browser', 'code_hash', 'message', 'created_at', 'proved_at'],
  },
  contact_codes: {
    key: ['id'],
    columns: ['id', 'hold_id', 'contact', 'code_hash', 'message', 'created_at', 'proved_at'],
  },
  recoveries: journey,
  key_changes: journey,
  data_updates: journey,
  facilitador_drafts: journey,
  facilitador_requests: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'folio',
      'account_id',
      'actor',
      'state',
      'mailbox_hmac',
      'document_hmac',
      'digest',
      'content',
      'created_at',
      'changed_at',
      'ended_at',
      'version',
    ],
  },
  facilitador_invitations: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'account_id',
      'state',
      'document_hmac',
      'sending',
      'content',
      'created_at',
      'changed_at',
      'expires_at',
      'ended_at',
    ],
  },
  member_invitations: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'account_id', 'state', 'sending', 'content', 'created_at', 'changed_at', 'expires_at', 'version'],
    later: ['version'],
  },
  subjects: { key: ['id'], columns: ['id', 'kind', 'identifier', 'created_at', 'retired_at'] },
  aliases: {
    key: ['profile', 'identifier'],
    account: 'account_id',
    columns: ['profile', 'identifier', 'account_id', 'created_at'],
  },
  representatives: {
    key: ['account_id', 'subject_id'],
    account: 'account_id',
    columns: ['account_id', 'subject_id', 'run', 'identidad', 'name', 'created_at'],
  },
  companies: { key: ['rut'], columns: ['rut', 'answer', 'asked_at'] },
  company_changes: { key: ['rut'], columns: ['rut', 'content', 'seen_at', 'counted_at', 'ended_at'] },
  accepted_cards: { key: ['run_hmac', 'serial_hmac'], columns: ['run_hmac', 'serial_hmac', 'at'] },
  legacy_keys: {
    key: ['id'],
    columns: [
      'id',
      'profile',
      'identifier',
      'recipe',
      'contacts',
      'key_hash',
      'bcrypt_cost',
      'imported_at',
      'expires_at',
    ],
  },
  exports: {
    key: ['id'],
    account: 'account_id',
    columns: ['id', 'account_id', 'actor', 'device', 'content', 'asked_at', 'ready_at', 'expires_at'],
  },
  right_requests: {
    key: ['id'],
    account: 'account_id',
    columns: [
      'id',
      'folio',
      'account_id',
      'actor',
      'kind',
      'state',
      'decision',
      'detail',
      'reasons',
      'extension_reasons',
      'lift_reasons',
      'asked_at',
      'due_on',
      'extended_at',
      'answered_at',
      'lifted_at',
      'ground',
    ],
    later: ['ground'],
  },
  cases: {
    key: ['id'],
    columns: ['id', 'folio', 'kind', 'opened_at', ...caseColumns],
    later: caseColumns,
  },
  case_messages: { key: ['id'], columns: ['id', 'case_id', 'author', 'member', 'content', 'at'] },
  case_evidence: {
    key: ['id'],
    columns: ['id', 'case_id', 'member', 'number_hmac', 'content', 'at', 'person_hmac', 'mail_hmac', 'mobile_hmac'],
    later: ['person_hmac', 'mail_hmac', 'mobile_hmac'],
  },
} as const satisfies Readonly<Record<string, BoundTable>>;
