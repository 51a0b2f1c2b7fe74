import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';

/** The file that the person of a case sent last; undefined where there is none. */
export const fileOfCase = async (
  { files }: Pick<Deps, 'files'>,
  { copy }: Pick<DeskCase, 'copy'>,
): Promise<StoredFile | undefined> => copy && files.find(copy.file);
