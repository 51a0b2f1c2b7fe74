import type { FacilitadorRequest, FacilitadorState } from '../../../domain/facilitador/facilitador-request.ts';
import type { NewFacilitadorRequest } from '../../../ports/facilitador-requests.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { mailboxHmac } from '../accounts/mailbox-hmac.ts';

export interface FacilitadorRow {
  readonly id: string;
  readonly folio: string;
  readonly account_id: string;
  /** Subject of the representative who asked. */
  readonly actor: string;
  readonly state: FacilitadorState;
  readonly mailbox_hmac: Buffer;
  /** Finds the requests for the person of one document. */
  readonly document_hmac: Buffer;
  readonly digest: Buffer;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly ended_at: Date | null;
  readonly version: number;
}

/** What is sealed of a request. */
type Content = NewFacilitadorRequest & Pick<FacilitadorRequest, 'observed'>;

/** Under which name the content is sealed. */
const placeOf = (id: string): string => `facilitador-request:${id}`;

/** The request of a row. */
export function toRequest(row: FacilitadorRow, secrets: KeyMaterial): FacilitadorRequest {
  const content = JSON.parse(secrets.open(row.content, placeOf(row.id))) as Content;
  return {
    ...content,
    id: row.id,
    folio: row.folio,
    state: row.state,
    version: row.version,
    digest: row.digest.toString('hex'),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

type Written = Pick<
  FacilitadorRow,
  'state' | 'mailbox_hmac' | 'document_hmac' | 'digest' | 'content' | 'changed_at' | 'ended_at'
>;

/** Of kind, country and number, whatever stands between its signs: today's, which is written, and those of older keys. */
export function documentHmacs(
  secrets: Pick<KeyMaterial, 'hmacs'>,
  { document, country }: Pick<FacilitadorRequest['data'], 'document' | 'country'>,
): readonly [Buffer, ...Buffer[]] {
  const number = document.number.toUpperCase().replace(/[^A-Z\d]/g, '');
  return secrets.hmacs('cases', 'facilitador-document', document.kind, country, number) as [Buffer, ...Buffer[]];
}

/** The columns of a request as it is written now; its digest is that of its data and files. */
export function columnsOf(
  { id, state, company, askedBy, data, files, observed }: Content & Pick<FacilitadorRequest, 'id' | 'state'>,
  digest: string,
  at: Date,
  secrets: KeyMaterial,
): Written {
  const content: Content = { company, askedBy, data, files, observed };
  return {
    state,
    mailbox_hmac: mailboxHmac(secrets, data.email),
    document_hmac: documentHmacs(secrets, data)[0],
    digest: Buffer.from(digest, 'hex'),
    content: secrets.seal(JSON.stringify(content), placeOf(id)),
    changed_at: at,
    ended_at: state === 'aprobada' || state === 'rechazada' ? at : null,
  };
}
