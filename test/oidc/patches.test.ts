import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'ava';
import { cellsOf, read } from '../helpers/named-proofs.ts';

const FOLDER = 'src/oidc/patches';
const table = read(`${FOLDER}/README.md`);
const rows = table.split('\n').flatMap((line) => {
  const [, file = '', , , proof = ''] = cellsOf(line);
  return /^`.*\.ts`$/.test(file) ? [{ file: file.slice(1, -1), proof }] : [];
});

test('the patches were reviewed against the version of the library that is installed', (t) => {
  const { resolve } = createRequire(import.meta.url);
  const { version } = JSON.parse(readFileSync(resolve('oidc-provider/package.json'), 'utf8'));
  t.true(table.includes(`**oidc-provider ${version}**`), `installed is ${version}`);
});

test('every patch has a row with its reason and an existing test', (t) => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'apply.ts');
  t.deepEqual(
    rows.map(({ file }) => file),
    files.toSorted(),
  );
  for (const { file, proof } of rows) {
    const named = [...proof.matchAll(/`(test\/[^`]+)`/g)].map(([, name = '']) => name);
    t.true(named.length > 0, file);
    for (const name of named) t.true(existsSync(name), `${file}: ${name}`);
  }
});
