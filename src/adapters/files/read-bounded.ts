import { FILE_BYTES } from '../../domain/files.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Reads a file to its end; the byte after FILE_BYTES refuses it, and nothing more of it is read. */
export async function readBounded(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > FILE_BYTES) throw new Refusal('file-too-large');
    chunks.push(chunk);
  }
  if (size === 0) throw new Refusal('file-missing');
  return Buffer.concat(chunks, size);
}
