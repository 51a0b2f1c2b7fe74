/** What every operator command does with a wrong command line; a row for each command of package.json. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { fileOf, operatorCommands } from '../image/commands.ts';

interface Row {
  readonly usage: RegExp;
  /** Command lines that lack a word, or have one too many. */
  readonly wrong: readonly (readonly string[])[];
  /** Words after which the test puts an unknown option. */
  readonly before: readonly (readonly string[])[];
}

const NONE: readonly string[] = [];

const rows: Readonly<Record<string, Row>> = {
  audit: {
    usage: /^uso: npm run -s audit -- verify/m,
    wrong: [NONE, ['zork'], ['verify', 'zork'], ['accept'], ['export', 'zork'], ['bundle'], ['check-bundle']],
    before: [['verify'], ['accept'], ['export'], ['bundle'], ['check-bundle']],
  },
  cases: {
    usage: /^uso: npm run -s cases -- list/m,
    wrong: [NONE, ['zork'], ['list', 'zork'], ['show'], ['close']],
    before: [['list'], ['show', 'X'], ['close', 'X']],
  },
  changes: {
    usage: /^uso: npm run -s changes -- list/m,
    wrong: [NONE, ['zork'], ['list', 'zork'], ['announce'], ['announce', 'zork', '--by', 'Iván Paredes']],
    before: [['list'], ['announce', 'portal']],
  },
  'database-roles': {
    usage: /^uso: npm run -s database-roles/m,
    wrong: [['zork'], ['apply', 'zork']],
    before: [NONE, ['apply']],
  },
  'import-legacy': {
    usage: /^uso: npm run import-legacy/m,
    wrong: [NONE, ['one.csv', 'two.csv'], ['one.csv', '--report']],
    before: [NONE, ['one.csv']],
  },
  keys: {
    usage: /^uso: npm run -s keys -- list/m,
    wrong: [NONE, ['zork'], ['list', 'zork'], ['retire'], ['compromise']],
    before: [['list'], ['rotate'], ['retire', 'X']],
  },
  repair: {
    usage: /^uso: npm run -s repair -- show/m,
    wrong: [NONE, ['zork'], ['show', 'zork'], ['sign'], ['remove']],
    before: [['show'], ['sign', 'accounts'], ['remove', 'accounts']],
  },
  rights: {
    usage: /^uso: npm run -s rights -- list/m,
    wrong: [NONE, ['zork'], ['list', 'zork'], ['show'], ['answer']],
    before: [['list'], ['show', 'X'], ['answer', 'X']],
  },
  'sandbox-token': {
    usage: /^uso: SANDBOX=yes npm run -s sandbox-token/m,
    wrong: [['zork']],
    before: [NONE],
  },
  staff: {
    usage: /^uso: npm run -s staff -- list/m,
    wrong: [NONE, ['zork'], ['list', 'zork'], ['add'], ['link'], ['suspend'], ['roles', 'X']],
    before: [['list'], ['add', 'X'], ['link', 'X'], ['roles', 'X'], ['suspend', 'X'], ['restore', 'X']],
  },
};

/** A command with its words alone: no case needs a setting or a database. */
async function run(name: string, words: readonly string[]) {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  const file = fileURLToPath(new URL(`../../${fileOf(name)}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], {
    env: NODE_COMPILE_CACHE ? { PATH, NODE_COMPILE_CACHE } : { PATH },
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.errors += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

test('every operator command has a row here', (t) => {
  t.deepEqual(Object.keys(rows), operatorCommands.toSorted());
});

for (const [name, { usage, wrong, before }] of Object.entries(rows)) {
  test(`[R1] npm run ${name} -- --help prints the usage, and exits without error`, async (t) => {
    for (const words of [['--help'], ['-h'], ['help'], ...before.map((some) => [...some, '--help'])]) {
      const { code, output, errors } = await run(name, words);
      t.is(code, 0, errors);
      t.regex(output, usage);
      t.is(errors, '');
    }
  });

  test(`npm run ${name} answers unknown words with exit 2 and its usage`, async (t) => {
    for (const words of wrong) {
      const { code, output, errors } = await run(name, words);
      t.is(code, 2, `${words.join(' ')}: ${errors}`);
      t.is(output, '');
      t.regex(errors, usage);
      t.notRegex(errors, /\n +at /);
    }
  });

  test(`[R1] npm run ${name} refuses an unknown option, with its usage and no advice on quoting`, async (t) => {
    for (const words of before) {
      const { code, output, errors } = await run(name, [...words, '--zork']);
      t.is(code, 2, `${words.join(' ')}: ${errors}`);
      t.is(output, '');
      t.regex(errors, /^no existe la opción --zork$/m);
      t.regex(errors, usage);
      t.notRegex(errors, /positional|Unknown|usage|\n +at /);
    }
  });
}
