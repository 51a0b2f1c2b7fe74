/** docs/contributing.md: every path and name that it cites exists. */
import test from 'ava';
import { citedIn, missingIn } from './helpers/cited-names.ts';
import { read, unknownCommands } from './helpers/named-proofs.ts';

const page = read('docs/contributing.md');

test('every path and every export that docs/contributing.md cites exists', (t) => {
  t.true(citedIn(page).length > 50);
  t.deepEqual(missingIn(page), []);
});

test('every command that docs/contributing.md cites is a script of package.json', (t) => {
  t.deepEqual(unknownCommands([page]), []);
});

test('every file after `npm test --` exists', (t) => {
  const named = [...page.matchAll(/`npm test -- (\S+)`/g)].map(([, file = '']) => `\`${file}\``);
  t.true(named.length > 0);
  t.deepEqual(missingIn(named.join(' ')), []);
});

test('every question has an answer that cites a file or a command', (t) => {
  const answers = page.split(/^### /m).slice(1);
  t.true(answers.length >= 10);
  for (const answer of answers) t.regex(answer, /`(?:src|test|docs|migrations)\/|`npm /, answer.split('\n')[0]);
});

test('a path and a name that do not exist are found', (t) => {
  t.deepEqual(
    missingIn('`src/no-such-file.ts` (`gone`), `src/domain/pending-change-term.ts` (`changeDueAt`,\n`gone`)'),
    ['src/no-such-file.ts', 'src/domain/pending-change-term.ts: gone'],
  );
});
