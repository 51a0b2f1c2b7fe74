import type { FacilitadorInvitation, InvitationState } from '../../../domain/facilitador/invitation.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { documentHmacs } from './facilitador-row.ts';

export interface InvitationRow {
  readonly id: string;
  /** The company. */
  readonly account_id: string;
  readonly state: InvitationState;
  readonly document_hmac: Buffer;
  readonly sending: string | null;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly expires_at: Date | null;
  readonly ended_at: Date | null;
  /** When a worker may take it; it grants nothing, and is not bound. */
  readonly try_at: Date;
}

type Content = Omit<FacilitadorInvitation, 'state' | 'sending' | 'expiresAt' | 'changedAt' | 'approvedAt'> & {
  readonly approvedAt: string;
};

const place = (id: string): string => `facilitador-invitation:${id}`;

type Sealing = Pick<KeyMaterial, 'seal' | 'open' | 'hmacs'>;

/** The columns of an invitation as it is written now. */
export function columnsOf(
  { state, expiresAt, changedAt: at, ...known }: FacilitadorInvitation,
  secrets: Sealing,
): Omit<InvitationRow, 'created_at' | 'try_at'> {
  const { id, company, askedBy, data, approvedAt, folio, holder, nie, asking, sending, reason, resent } = known;
  const content: Content = {
    id,
    company,
    askedBy,
    data,
    folio,
    holder,
    nie,
    asking,
    reason,
    resent,
    approvedAt: approvedAt.toISOString(),
  };
  return {
    id,
    account_id: company.accountId,
    state,
    document_hmac: documentHmacs(secrets, data)[0],
    sending: sending ?? null,
    content: secrets.seal(JSON.stringify(content), place(id)),
    changed_at: at,
    expires_at: expiresAt ?? null,
    ended_at: state === 'por-enviar' || state === 'enviada' ? null : at,
  };
}

/** The invitation of a row. */
export function toInvitation(row: InvitationRow, secrets: Pick<KeyMaterial, 'open'>): FacilitadorInvitation {
  const content = JSON.parse(secrets.open(row.content, place(row.id))) as Content;
  return {
    ...content,
    approvedAt: new Date(content.approvedAt),
    state: row.state,
    sending: row.sending ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    changedAt: row.changed_at,
  };
}
