import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test from 'ava';

/** A command with nothing but its words: help needs no setting and no database. */
async function run(file: string, words: readonly string[]) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../src/${file}`, import.meta.url)), ...words], {
    env: { PATH },
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.errors += text));
  const [code] = await once(child, 'close');
  return { code, ...said };
}

const commands = {
  'cli/audit.ts': /^uso: npm run -s audit -- verify/,
  'cli/keys.ts': /^uso: npm run -s keys -- list/,
  'cli/import-legacy.ts': /^uso: npm run import-legacy/,
  'cli/sandbox-token.ts': /^uso: SANDBOX=yes npm run -s sandbox-token/,
  'cli/database-roles.ts': /^uso: npm run -s database-roles -- \[--server ROL\]/,
  'cli/rights.ts': /^uso: npm run -s rights -- list/,
  'cli/repair.ts': /^uso: npm run -s repair -- show/,
};

for (const [file, usage] of Object.entries(commands))
  test(`[R1] src/${file} --help says how the command is used, and is no mistake`, async (t) => {
    const { code, output, errors } = await run(file, ['--help']);
    t.is(code, 0, errors);
    t.regex(output, usage);
    t.is(errors, '');
  });

for (const file of Object.keys(commands) as (keyof typeof commands)[])
  test(`[R1] src/${file} answers an option that it has not with its usage, without advice on quoting`, async (t) => {
    const { code, output, errors } = await run(file, ['list', '--zork']);
    t.true(code === 1 || code === 2);
    t.is(output, '');
    t.regex(errors, new RegExp(commands[file].source, 'm'));
    t.regex(errors, /^(?:no existe la opción --zork$|uso: )/m);
    t.notRegex(errors, /positional|Unknown|usage|\n +at /);
  });
