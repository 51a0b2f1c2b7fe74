import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import test from 'ava';
import { readRecord } from '../../scripts/plans/record-file.ts';
import { freshDatabase } from '../helpers/database.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

test('[S1] the queries of the product are recorded with their place and values, and those of a test are not', async (t) => {
  const { connection, drop } = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  const file = join(folder, 'statements.jsonl');
  t.teardown(async () => {
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });
  const recorder = ['--import', here('../../scripts/plans/record.ts')];
  await promisify(execFile)(process.execPath, [...recorder, here('asking.ts')], {
    env: { PATH: process.env.PATH, TEST_PG: JSON.stringify(connection), RECORD_STATEMENTS: file },
  });
  const noted = readRecord(file);
  t.deepEqual(noted.map(({ place }) => place.replace(/:\d+$/, '')).toSorted(), [
    'prepared as AccessToken.find',
    'src/adapters/postgres/accounts/client-uses.ts',
    'src/adapters/postgres/flows/links.ts',
  ]);
  const uses = noted.find(({ text }) => text.includes('platform_uses'));
  t.regex(uses?.text ?? '', /"account_id" = \$1/);
  t.deepEqual(uses?.values, ['00000000-0000-4000-8000-000000000000']);
});
