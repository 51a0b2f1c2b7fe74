import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';

const script = fileURLToPath(new URL('../../scripts/ensure.cjs', import.meta.url));

/**
 * A project with the script and one package in a folder beside it, so that npm itself has something to install without
 * a network; the package requires a future version of Node and has a script with output.
 */
function project(t: ExecutionContext, target = 'package'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ensure-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: object) => writeFileSync(path.join(folder, name), JSON.stringify(content));
  for (const name of ['scripts', 'package']) mkdirSync(path.join(folder, name));
  copyFileSync(script, path.join(folder, 'scripts/ensure.cjs'));
  const demanding = { name: 'demanding', version: '1.0.0', engines: { node: '>=99' } };
  write('package/package.json', { ...demanding, scripts: { postinstall: 'echo a lot; echo more >&2' } });
  const own = { name: 'project', version: '1.0.0', dependencies: { demanding: `file:${target}` } };
  write('package.json', own);
  write('package-lock.json', {
    name: 'project',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': own,
      'node_modules/demanding': { resolved: target, link: true },
      package: { ...demanding, hasInstallScript: true },
    },
  });
  return folder;
}

async function ensure(folder: string) {
  const child = spawn(process.execPath, ['scripts/ensure.cjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, npm_config_offline: 'true' },
  });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.errors += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { ...said, code };
}

test('[R6] the first start prints in one line what is fetched and how long it takes; later ones print nothing', async (t) => {
  const folder = project(t);
  const first = await ensure(folder);
  t.is(first.code, 0, first.errors);
  t.regex(
    first.errors,
    /^Fetching the packages of package-lock\.json \(Node 24 and PostgreSQL are among them\): about a minute \.\.\.\n$/,
  );
  t.is(first.output, '', 'standard output belongs to the command that follows');
  t.deepEqual(await ensure(folder), { code: 0, output: '', errors: '' });
});

test('[R6] an installation that fails shows the output of npm, and ends with exit 1', async (t) => {
  const folder = project(t);
  writeFileSync(path.join(folder, 'package.json'), '{ broken');
  const { code, output, errors } = await ensure(folder);
  t.is(code, 1);
  t.is(output, '');
  t.regex(errors, /npm error code EJSONPARSE/);
  t.regex(errors, /npm ci did not finish; its own words are above\.\n$/);
});
