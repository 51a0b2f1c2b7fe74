import type { Account, Contest } from '../domain/account.ts';
import type { CaseKind } from '../domain/cases/kinds/kinds.ts';
import type { RightGround } from '../domain/right-grounds.ts';
import type { RightKind } from '../domain/rights.ts';
import type { CredentialKind } from '../domain/second-factor.ts';
import type { SecretQuestionId } from '../domain/secret-question.ts';
import type { LinkPurpose } from './accounts.ts';
import type { AuditRow } from './audit.ts';
import type { ClientEvent } from './client-events.ts';
import type { Actor } from './companies.ts';
import type { PersonalColumn } from './personal-columns.ts';
import type { Channel } from './service-state.ts';

/** Codes of values that are shown in words. */
export interface CodedValues {
  readonly contest: Contest;
  readonly 'link-purpose': LinkPurpose;
  readonly event: ClientEvent;
  readonly channel: Channel;
  readonly credential: CredentialKind;
  readonly right: RightKind;
  readonly case: CaseKind;
  readonly 'right-ground': RightGround;
  readonly question: `${SecretQuestionId}`;
}

/** A value that is shown in words: a code, or an act with the client that took part. */
export type CodedValue =
  | { readonly [Of in keyof CodedValues]: { readonly of: Of; readonly code: CodedValues[Of] } }[keyof CodedValues]
  | { readonly of: 'act'; readonly act: AuditRow; readonly client: string };

export type PersonalValue = string | number | boolean | Date | CodedValue | undefined;

/** A row that the database keeps of a person, by the codes of its columns. */
export type PersonalRow = { readonly [Column in PersonalColumn]?: PersonalValue };

/** A table whose rows a copy has. */
export type PersonalTable =
  | 'accounts'
  | 'subjects'
  | 'aliases'
  | 'companies'
  | 'company_changes'
  | 'representatives'
  | 'legacy_keys'
  | 'oidc_session'
  | 'own_sessions'
  | 'oidc_grant'
  | 'oidc_access_token'
  | 'oidc_refresh_token'
  | 'oidc_authorization_code'
  | 'oidc_device_code'
  | 'oidc_interaction'
  | 'platform_uses'
  | 'consents'
  | 'logout_notices'
  | 'event_notices'
  | 'links'
  | 'holds'
  | 'contact_codes'
  | 'account_codes'
  | 'provisional_keys'
  | 'credentials'
  | 'row_alarms'
  | 'recoveries'
  | 'key_changes'
  | 'data_updates'
  | 'facilitador_drafts'
  | 'facilitador_requests'
  | 'facilitador_invitations'
  | 'member_invitations'
  | 'outbox'
  | 'exports'
  | 'right_requests'
  | 'cases'
  | 'desk_reasons'
  | 'desk_calls'
  | 'files'
  | 'mandates'
  | 'desk_alarms'
  | 'reserved_accounts'
  | 'audit';

/** What one table has of a person. */
export interface PersonalSection {
  readonly table: PersonalTable;
  readonly rows: readonly PersonalRow[];
}

/** Everything that the database has of the account holder. */
export interface PersonalRecords {
  /**
   * Table by table; of a company only what concerns the actor, and no other person. Never hashes, numbers of cards,
   * tokens or answers.
   */
  of(account: Account, actor: Actor | undefined): Promise<readonly PersonalSection[]>;
}
