import { createHash, randomUUID } from 'node:crypto';
import { type FileKind, type FileState, shownName } from '../../../domain/files.ts';
import type { ReceivedFile } from '../../../ports/files.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { type FileRow, namePlace, ownerColumns } from './file-row.ts';

/** A file that was drawn. */
export interface DrawnFile extends Pick<ReceivedFile, 'purpose' | 'owner' | 'name' | 'visitor'> {
  readonly kind: FileKind;
  readonly original: Uint8Array;
  readonly pages: readonly Uint8Array[];
  readonly state: Exclude<FileState, 'rechazado'>;
}

/** The row of a file that was drawn, under a random id; its name is cleaned and sealed. */
export function newRow(file: DrawnFile, secrets: KeyMaterial, at: Date): FileRow {
  const id = randomUUID();
  return {
    id,
    ...ownerColumns(file.owner),
    purpose: file.purpose,
    kind: file.kind,
    bytes: file.original.length,
    sha256: createHash('sha256').update(file.original).digest(),
    pages: file.pages.length,
    state: file.state,
    reason: null,
    content: secrets.seal(shownName(file.name), namePlace(id)),
    received_at: at,
    kept_at: null,
    ended_at: null,
    try_at: at,
  };
}
