/**
 * Runs before `npm start`, `npm test` and `npm run check`: installs what package-lock.json names where that has not
 * happened yet, and makes sure that Node 24 is there. CommonJS without dependencies, because an older Node runs it.
 */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const root = join(__dirname, '..');
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.clave-sence-stamp');
const major = 24;

function wanted() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise;
}

/** True where npm itself installed these very versions, so that `npm install x` is not followed by a second install. */
function sameVersions() {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages ?? {};
  const differs = ([path, { version, optional }]) =>
    installed[path] ? installed[path].version !== version : !optional;
  return !Object.entries(packages).some(([path, entry]) => path !== '' && differs([path, entry]));
}

function install() {
  const npm = process.env.npm_execpath ?? '';
  const known = basename(npm) === 'npm-cli.js';
  const flags = ['ci', '--no-audit', '--no-fund'];
  console.error('Installing the packages that package-lock.json names ...');
  const { status } = spawnSync(known ? process.execPath : 'npm', known ? [npm, ...flags] : flags, {
    cwd: root,
    // What npm says goes to standard error: standard output belongs to the command that follows.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail('npm ci did not finish; its own message is above.');
}

function ensurePackages() {
  if (process.env.NODE_ENV === 'production' || !existsSync(lockFile)) return;
  if (readOr(stampFile, '') === wanted()) return;
  if (!existsSync(modules) || !sameVersions()) install();
  writeFileSync(stampFile, wanted());
}

function versionOf(program) {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return error ? `unusable (${error.code})` : stdout.trim();
}

function ensureNode() {
  const own = join(modules, '.bin', 'node');
  const version = existsSync(own) ? versionOf(own) : process.version;
  if (version.startsWith(`v${major}.`)) return;
  fail(
    `Clave Sence needs Node ${major}, and this is ${version}. On Linux (x64, arm64) it comes with the optional packages: ` +
      `delete node_modules and run npm ci without --omit=optional. Elsewhere install Node ${major} yourself.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

ensurePackages();
ensureNode();
