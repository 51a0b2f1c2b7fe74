import test from 'ava';
import { readAuditArgs } from '../../src/cli/audit-args.ts';
import { readCasesArgs } from '../../src/cli/cases-args.ts';
import { readRolesArgs } from '../../src/cli/database-roles-args.ts';
import { readImportArgs } from '../../src/cli/import-legacy-args.ts';
import { readKeysArgs } from '../../src/cli/keys-args.ts';
import { readRepairArgs } from '../../src/cli/repair-args.ts';
import { repairable } from '../../src/cli/repairable.ts';
import { readRightsArgs } from '../../src/cli/rights-args.ts';
import { readStaffArgs } from '../../src/cli/staff-args.ts';
import { documentedCommands } from './commands.ts';
import { shellWords } from './shell-words.ts';

test('words in quotes are one, and the quotes are no part of it', (t) => {
  t.deepEqual(shellWords(`show CS-1 --by "Ana Soto" --and 'Luis  Rojas'   -`), [
    'show',
    'CS-1',
    '--by',
    'Ana Soto',
    '--and',
    'Luis  Rojas',
    '-',
  ]);
  t.deepEqual(shellWords(`--by="Ana Soto"s ""`), ['--by=Ana Sotos', '']);
});

test('a comment, a redirection and a pipe are left out, but not inside of a word or a quote', (t) => {
  t.deepEqual(shellWords('a#b "c # d" # e'), ['a#b', 'c # d']);
  t.deepEqual(shellWords('a > b'), ['a']);
  t.deepEqual(shellWords('a "b | c" | d'), ['a', 'b | c']);
});

test('a quote that is not closed is no command', (t) => {
  t.throws(() => shellWords('--by "Ana Soto'), { message: /a quote is open/ });
});

test('a name of the docs reaches its command as one word', (t) => {
  const shown = documentedCommands().filter(({ name }) => name === 'cases');
  t.true(shown.some(({ words }) => words.includes('Ana Soto')));
  for (const { file, words } of documentedCommands())
    for (const word of words) t.notRegex(word, /["']/, `${file}: ${words.join(' ')}`);
});

const readers: Readonly<Record<string, (words: readonly string[]) => unknown>> = {
  audit: readAuditArgs,
  cases: readCasesArgs,
  'database-roles': readRolesArgs,
  'import-legacy': readImportArgs,
  keys: readKeysArgs,
  repair: (words) => readRepairArgs(words, repairable),
  rights: readRightsArgs,
  staff: readStaffArgs,
};

/** A seal of which the docs show the beginning. */
const whole = (word: string): string => word.replace(/[0-9a-f]{4}…$/, '1d3b'.repeat(16));

test('every line of the docs is one that its command reads', (t) => {
  const lines = documentedCommands().filter(({ name }) => name in readers);
  t.true(lines.length > 30);
  for (const { file, name, words } of lines)
    t.notThrows(() => readers[name]?.(words.map(whole)), `${file}: npm run ${name} -- ${words.join(' ')}`);
});
