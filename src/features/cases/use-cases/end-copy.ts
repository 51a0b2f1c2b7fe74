import type { DeskCase } from '../../../ports/cases.ts';
import type { Files } from '../../../ports/files.ts';

/** The dependencies for ending the file of a case. */
export interface EndsFiles {
  readonly files: Pick<Files, 'reject' | 'release'>;
}

/** A case that ended needs its file no more: a rejected one is not shown again, and each is erased after its term. */
export async function endCopy({ files }: EndsFiles, { copy, closedAt, decision }: DeskCase): Promise<void> {
  if (!copy || !closedAt) return;
  await (decision?.outcome === 'rechazada' ? files.reject(copy.file, 'revision') : files.release(copy.file));
}
