import type { FileState } from '../domain/files.ts';
import { logoFilesOf, type PortalClient } from '../domain/portal-client.ts';
import type { Deps } from '../ports/deps.ts';

/** What is known of each file of a logo that a client names, by its id; an erased file is missing. */
export type LogoStates = ReadonlyMap<string, FileState>;

/** There are three at most. */
export async function logoStates({ files }: Pick<Deps, 'files'>, client: PortalClient): Promise<LogoStates> {
  const found = await Promise.all([...logoFilesOf(client)].map((file) => files.find(file)));
  return new Map(found.flatMap((file) => (file ? [[file.id, file.state]] : [])));
}
