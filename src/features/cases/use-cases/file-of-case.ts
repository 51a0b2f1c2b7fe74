import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';

/** The file that the person of a case sent last; undefined where there is none. */
export const fileOfCase = async (
  { files }: Pick<Deps, 'files'>,
  { copy }: Pick<DeskCase, 'copy'>,
): Promise<StoredFile | undefined> => copy && files.find(copy.file);

/** All that the person of a case sent, in the order of its pages: of a request the document, then the sworn statement. */
export async function filesOfCase(
  { files, facilitadorRequests }: Pick<Deps, 'files' | 'facilitadorRequests'>,
  { id, kind, copy }: Pick<DeskCase, 'id' | 'kind' | 'copy'>,
): Promise<readonly StoredFile[]> {
  const request = kind === 'facilitador' ? await facilitadorRequests.find(id) : undefined;
  const ids = request ? [request.files.document, request.files.declaration] : copy ? [copy.file] : [];
  const found = await Promise.all(ids.map((one) => files.find(one)));
  return found.filter((file) => file !== undefined);
}
