import type { FileKind, FilePurpose, FileState } from '../../../domain/files.ts';
import type { FileOwner, FileRejection, StoredFile } from '../../../ports/files.ts';
import type { KeyMaterial } from '../../secrets.ts';

export interface FileRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly client_id: string | null;
  readonly purpose: FilePurpose;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly pages: number;
  readonly state: FileState;
  readonly reason: FileRejection | null;
  readonly content: Buffer;
  readonly received_at: Date;
  readonly kept_at: Date | null;
  readonly ended_at: Date | null;
  /** When the scanner may be asked; it grants nothing, and is not bound. */
  readonly try_at: Date;
}

/** Under which names a file's own name and its parts are sealed. */
export const namePlace = (id: string): string => `file-name:${id}`;
export const partPlace = (id: string, part: number): string => `file:${id}:${part}`;

/** The columns of an owner. */
export const ownerColumns = (owner: FileOwner) =>
  'accountId' in owner
    ? { account_id: owner.accountId, client_id: null }
    : { account_id: null, client_id: owner.clientId };

const ownerOf = ({ account_id, client_id }: FileRow): FileOwner =>
  account_id === null ? { clientId: client_id as string } : { accountId: account_id };

export const toFile = (row: FileRow, secrets: KeyMaterial): StoredFile => ({
  id: row.id,
  purpose: row.purpose,
  owner: ownerOf(row),
  kind: row.kind,
  bytes: row.bytes,
  sha256: row.sha256.toString('hex'),
  pages: row.pages,
  state: row.state,
  name: secrets.open(row.content, namePlace(row.id)),
  receivedAt: row.received_at,
  heldAt: row.kept_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  reason: row.reason ?? undefined,
});
