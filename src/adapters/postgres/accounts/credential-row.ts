import type { CredentialKind } from '../../../domain/second-factor.ts';
import type { Credential, NewCredential } from '../../../ports/credentials.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { hashed } from '../database/hashed.ts';

/** A row of `credentials`; `step` comes as text, since a bigint may be more than a number holds. */
export interface CredentialRow {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly account_id: string;
  readonly actor: string | null;
  readonly content: Buffer;
  readonly lookup: Buffer | null;
  readonly created_at: Date;
  readonly card_at: Date | null;
  readonly expires_at: Date | null;
}

/** Columns that note a use, and are not bound. */
export interface CredentialUse {
  readonly step: string;
  readonly last_used_at: Date | null;
}

/** Under which name the content of a row is sealed. */
const sealedUnder = ({ id }: Pick<CredentialRow, 'id'>): string => `credential:${id}`;

export const sealContent = (
  secrets: KeyMaterial,
  { id, content, label }: Pick<Credential, 'id' | 'content' | 'label'>,
): Buffer => secrets.seal(JSON.stringify({ ...content, label }), sealedUnder({ id }));

/** The hash by which a passkey or a browser is found. */
export const lookupOf = (kind: CredentialKind, finds: string): Buffer => hashed(`${kind}:${finds}`);

export function toCredentialRow(secrets: KeyMaterial, added: NewCredential, now: Date): CredentialRow {
  const { id, kind, accountId, actor, cardAt, expiresAt, finds } = added;
  return {
    id,
    kind,
    account_id: accountId,
    actor: actor ?? null,
    content: sealContent(secrets, added),
    lookup: finds === undefined ? null : lookupOf(kind, finds),
    created_at: now,
    card_at: cardAt ?? null,
    expires_at: expiresAt ?? null,
  };
}

export function toCredential(secrets: KeyMaterial, row: CredentialRow & CredentialUse): Credential {
  const { label, ...content } = JSON.parse(secrets.open(row.content, sealedUnder(row)));
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    actor: row.actor ?? undefined,
    content,
    label,
    createdAt: row.created_at,
    cardAt: row.card_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    step: Number(row.step),
    lastUsedAt: row.last_used_at ?? undefined,
  } as Credential;
}
