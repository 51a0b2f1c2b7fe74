import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { freshDatabase } from '../helpers/database.ts';
import { runCommand } from './command.ts';
import { filesFolder, writeLarge } from './files.ts';

const LINES = 50_000;

test('the command survives kill -9 and imports 50,000 lines exactly once', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 2);
  const files = filesFolder();
  t.teardown(async () => {
    files.remove();
    await database.close();
    await drop();
  });
  const count = async () =>
    Number((await database.run<[{ count: string }]>((sql) => sql('legacy_keys').count()))[0].count);
  const [file, report] = [path.join(files.path, 'old.csv'), path.join(files.path, 'report.csv')];
  await writeLarge(file, LINES);

  const killed = await runCommand(connection, [file], (line, kill) => {
    if (line.startsWith('línea 2')) kill();
  });
  t.is(killed.code, null);
  const before = await count();
  t.true(before >= 10_000 && before < LINES, `${before}`);
  t.is(before % 1000, 0, 'whole batches');

  const again = await runCommand(connection, [file, '--report', report]);
  t.is(again.code, 0, again.errors);
  t.is(await count(), LINES);
  t.true(
    again.output.some((line) => line.startsWith(`${LINES} claves importadas`)),
    again.output.join('\n'),
  );
  t.is(readFileSync(report, 'utf8'), 'linea,motivo\r\n');
  t.true(Math.max(...again.memory) < 400, `${again.memory.map(Math.round)} MB`);
});

test('the command reports what is wrong and fails', async (t) => {
  const { connection, drop } = await freshDatabase();
  t.teardown(drop);
  const wrong = await runCommand(connection, []);
  t.is(wrong.code, 2);
  t.regex(wrong.errors, /^falta ARCHIVO\.csv\nuso: npm run import-legacy ARCHIVO\.csv \[-- --report ARCHIVO\]\n/);
  const absent = await runCommand(connection, ['absent.csv']);
  t.is(absent.code, 1);
  t.regex(absent.errors, /no such file/);
});
