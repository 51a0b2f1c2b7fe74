import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { legacyColumns } from '../../src/domain/legacy-key.ts';
import { checkDigit } from '../../src/domain/rut.ts';

export const HEADER = legacyColumns.join(',');

/** A folder for the files of one test; `remove` takes it away. */
export function filesFolder(): { file(name: string, lines: readonly string[]): string; path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'legacy-'));
  return {
    path: folder,
    file(name, lines) {
      const file = path.join(folder, name);
      writeFileSync(file, `${[HEADER, ...lines].join('\r\n')}\r\n`);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Hexadecimal hash of salt + key, as the old system made it. */
export const oldHash = (scheme: 'md5' | 'sha1' | 'sha256', key: string, salt = ''): string =>
  createHash(scheme)
    .update(salt + key)
    .digest('hex');

/** A NIE without an account; another one for each number. */
export const nieOf = (number: number): string => `${199_000_000 + number}-${checkDigit(String(199_000_000 + number))}`;

/** Line of the migrante with this number, whose old key is `clave-<number>`. */
export const lineOf = (number: number): string =>
  `migrante,${nieOf(number)},sha256,s${number},${oldHash('sha256', `clave-${number}`, `s${number}`)},m${number}@correo.example,`;

/** Writes a file of `count` lines without ever holding it. */
export async function writeLarge(file: string, count: number): Promise<void> {
  await pipeline(function* () {
    yield `${HEADER}\n`;
    for (let number = 0; number < count; number += 1) yield `${lineOf(number)}\n`;
  }, createWriteStream(file));
}
