import { randomUUID } from 'node:crypto';
import type { FilePurpose } from '../../../src/domain/files.ts';
import type { FileOwner } from '../../../src/ports/files.ts';
import type { TestApp } from '../app.ts';

/** A file as it arrives, in chunks of this many bytes; `asked` gives how many were. */
export function arriving(content: Uint8Array, size = 16_384) {
  let asked = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < content.length; at += size) {
      asked += 1;
      yield content.subarray(at, at + size);
    }
  }
  return { chunks: chunks(), asked: () => asked };
}

/** An owner of whom nothing was received before. */
export const someClient = (): FileOwner => ({ clientId: randomUUID() });

/** Receives a file. */
export const receive = (
  { deps }: Pick<TestApp, 'deps'>,
  content: Uint8Array,
  {
    owner = someClient(),
    name = 'archivo.pdf',
    purpose = 'declaracion',
  }: { owner?: FileOwner; name?: string; purpose?: FilePurpose } = {},
) => deps.files.receive(arriving(content).chunks, { owner, name, purpose });
