import type { ExecutionContext } from 'ava';
import { type ImportOutcome, importLegacyFile } from '../../src/adapters/legacy/import-file.ts';
import type { ImportJob } from '../../src/adapters/legacy/import-job.ts';
import { remarksOf } from '../../src/adapters/legacy/import-report.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Profile } from '../../src/domain/account.ts';
import { readKey } from '../../src/domain/key.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { filesFolder } from './files.ts';

/** The SECRETS_KEY of every test app, so that imported rows open in it. */
export const secrets = deriveSecrets(SECRETS_KEYS);

export interface OldApp extends TestApp {
  /** Imports these lines under the header. */
  bring(lines: readonly string[], progressed?: (job: ImportJob) => void): Promise<ImportOutcome>;
  bringFile(file: string, progressed?: (job: ImportJob) => void): Promise<ImportOutcome>;
  remarks(outcome: ImportOutcome): Promise<string[]>;
  recognises(profile: Profile, identifier: string, key: string): Promise<boolean>;
  /** Wraps every key that waits, and returns how many. */
  wrapAll(): Promise<number>;
  count(table: string): Promise<number>;
}

/** An app into which old keys are imported. */
export async function openOldApp(
  t: ExecutionContext,
  policy: 'guia' | 'segura' = 'guia',
  clients: readonly object[] = [],
): Promise<OldApp> {
  const app = await openTestApp({ env: { CLAVE_POLICY: policy }, clients });
  const files = filesFolder();
  t.teardown(async () => {
    files.remove();
    await app.stop();
  });
  const { database, deps } = app;
  const bringFile: OldApp['bringFile'] = (file, progressed = () => {}) =>
    importLegacyFile({ database, secrets, audit: deps.audit, now: deps.now, progressed }, file);
  return {
    ...app,
    bringFile,
    bring: (lines, progressed) => bringFile(files.file('old.csv', lines), progressed),
    remarks: async ({ job }) => {
      const found: string[] = [];
      for await (const { line, reason } of remarksOf(database, job.fileHash)) found.push(`${line} ${reason}`);
      return found;
    },
    recognises: (profile, identifier, key) => deps.legacyKeys.recognises(profile, identifier as Rut, readKey(key)),
    wrapAll: async () => (await deps.legacyKeys.wrap(1000)).wrapped,
    count: async (table) => Number((await database.run<[{ count: string }]>((sql) => sql(table).count()))[0].count),
  };
}
