import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { watchClients } from '../../src/app/watch-clients.ts';

test('files of clients and their logos are watched, and nothing else of the folder', async (t) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'watched-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(path.join(directory, 'logos'));
  // The watch keeps no process alive.
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
  const seen = new Promise<readonly string[]>((resolve, reject) => watchClients(directory, resolve, reject));
  for (const name of ['leame.txt', 'logos/leame.txt', 'curso.json', 'logos/curso.png'])
    writeFileSync(path.join(directory, name), '{}');
  t.deepEqual(await seen, ['curso.json', 'logos/curso.png']);
});
