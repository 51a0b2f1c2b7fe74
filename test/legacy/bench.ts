/**
 * `node test/legacy/bench.ts [LINES] [WRAPS]`: imports LINES lines (1,000,000 by default) with the command itself into
 * a database of its own and wraps for ten seconds, or WRAPS keys; prints rates and resident memory. Ends by itself.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { argon2Hasher } from '../../src/adapters/hashing/hasher.ts';
import { legacyWrapper } from '../../src/adapters/postgres/accounts/legacy-wrapper.ts';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { type Connection, freshDatabase } from '../helpers/database.ts';
import { runCommand, SECRETS_KEY } from './command.ts';
import { filesFolder, writeLarge } from './files.ts';

const WRAP_MS = 10_000;
const lines = Number(process.argv[2] ?? 1_000_000);
const wraps = Number(process.argv[3] ?? 0);
const { connection, drop } = await freshDatabase();
const files = filesFolder();
try {
  await benchImport(connection);
  await benchWrapping(connection);
} finally {
  files.remove();
  await drop();
}

async function benchImport(to: Connection): Promise<void> {
  const file = path.join(files.path, 'old.csv');
  await writeLarge(file, lines);
  console.log(`${lines} lines, ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
  const { output, errors, memory } = await runCommand(to, [file]);
  console.log(output.at(-1) ?? '', errors);
  const tenths = Array.from({ length: 10 }, (_, tenth) => memory[Math.floor((memory.length * tenth) / 10)] ?? 0);
  console.log(`resident memory on the way: ${tenths.map((mb) => mb.toFixed(0)).join(' ')} MB`);
}

async function benchWrapping(to: Connection): Promise<void> {
  const database = openDatabase(to, 2);
  const secrets = deriveSecrets([SECRETS_KEY]);
  const wrap = legacyWrapper(database, secrets, await argon2Hasher(secrets));
  const start = performance.now();
  let wrapped = 0;
  let more = true;
  while (more && (wraps > 0 ? wrapped < wraps : performance.now() - start < WRAP_MS)) {
    const batch = await wrap(25);
    wrapped += batch.wrapped;
    more = batch.more;
  }
  console.log(
    `wrapped ${wrapped}: ${((wrapped * 1000) / (performance.now() - start)).toFixed(1)} keys a second, one at a time`,
  );
  await database.close();
}
