import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { partPlace } from './file-row.ts';

/** The sealed parts of files: 0 is the original, the others are the pixels of its pages. */
export function fileParts({ run }: Pick<Database, 'run'>, secrets: KeyMaterial) {
  return {
    /** In the caller's transaction. */
    async add(file_id: string, parts: readonly Uint8Array[]): Promise<void> {
      for (const [part, opened] of parts.entries()) {
        const content = secrets.seal(opened, partPlace(file_id, part));
        await run((sql) => sql('file_parts').insert({ file_id, part, content }));
      }
    },
    /** Throws where what is there was sealed for another place. */
    async find(file_id: string, part: number): Promise<Buffer | undefined> {
      const row = await run<{ content: Buffer } | undefined>((sql) =>
        sql('file_parts').where({ file_id, part }).first('content'),
      );
      return row && secrets.openBytes(row.content, partPlace(file_id, part));
    },
  };
}
