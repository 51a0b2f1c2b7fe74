import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../../domain/canonical-json.ts';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import type { FileRow } from '../files/file-row.ts';
import type { BoundRows } from '../row-mac/bound-rows.ts';

/** SHA-256, in hexadecimal, of data and originals of a request. Throws where a file is gone, or does not verify. */
export async function requestDigest(
  rows: BoundRows<FileRow>,
  { data, files }: Pick<FacilitadorRequest, 'data' | 'files'>,
): Promise<string> {
  const sha256 = async (id: string): Promise<string> => {
    const row = await rows.first((stored) => stored.where({ id }));
    if (!row) throw new Error('a file of a request is gone');
    return row.sha256.toString('hex');
  };
  const originals = { declaration: await sha256(files.declaration), document: await sha256(files.document) };
  // Without what is undefined, which no stored request has either.
  const plain = JSON.parse(JSON.stringify({ data, originals })) as Json;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
