import { importLegacyFile } from '../../src/adapters/legacy/import-file.ts';
import type { TestApp } from '../helpers/app.ts';
import { filesFolder } from '../legacy/files.ts';
import { secrets } from '../legacy/old-app.ts';

/** Imports these lines of the old system. */
export async function bringOldKeys({ database, deps }: TestApp, lines: readonly string[]): Promise<void> {
  const files = filesFolder();
  const needs = { database, secrets, audit: deps.audit, now: deps.now, progressed: () => {} };
  await importLegacyFile(needs, files.file('old.csv', lines)).finally(() => files.remove());
}
