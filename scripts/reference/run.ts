/** Stores the reference of this code as the current version; a version that is there is never written over. */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { currentReference, referenceVersions } from '../../src/domain/client-reference.ts';

const [{ version }] = referenceVersions;
const folder = new URL('../../src/features/developers/reference-versions/', import.meta.url);
const file = fileURLToPath(new URL(`${version}.json`, folder));
if (existsSync(file)) {
  process.stderr.write(`version ${version} is published: add another one to src/domain/client-reference.ts\n`);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(currentReference(), null, 2)}\n`);
}
