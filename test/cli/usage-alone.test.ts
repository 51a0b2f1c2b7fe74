/** An operator who mistypes a word reads the usage at once: until the words are read, a command loads little. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import test from 'ava';
import { fileOf, operatorCommands } from '../image/commands.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** A statement of its own that imports values; types are gone when the file runs, and `import()` comes later. */
const IMPORT = /^import (?!type )(?:[^'"]*? from )?'([^']+)';/gm;

/** What is loaded with a file: files of `src` by path, and the names of packages. */
function loadedWith(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, name = ''] of readFileSync(resolve(ROOT, file), 'utf8').matchAll(IMPORT)) {
    if (name.startsWith('.')) loadedWith(resolve(dirname(resolve(ROOT, file)), name).slice(ROOT.length + 1), known);
    else if (!name.startsWith('node:')) known.add(name);
  }
  return known;
}

for (const name of operatorCommands) {
  test(`npm run ${name} shows its usage before it loads a package, the configuration or the database`, (t) => {
    const loaded = [...loadedWith(fileOf(name))];
    t.true(loaded.includes('src/cli/operator-command.ts'));
    t.deepEqual(
      loaded.filter((each) => !each.startsWith('src/') || /^src\/(?:config|app|features)\//.test(each)),
      [],
    );
    t.true(loaded.every((each) => existsSync(resolve(ROOT, each))));
  });
}
