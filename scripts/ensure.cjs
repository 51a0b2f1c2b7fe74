/**
 * Runs before `npm start`, `npm test`, `npm run check` and `npm run simulator`: installs what package-lock.json names
 * where that has not happened yet, and makes sure that Node 24 is there. CommonJS without dependencies, because an older
 * Node runs it.
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
const LIMIT_MS = 15 * 60_000;
const LOG_BYTES = 64 * 1024 * 1024;

function wanted() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise;
}

/** Place and entry of each package of the lock file. */
function lockedPackages() {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return Object.entries(packages).filter(([path]) => path !== '');
}

/** True where npm itself installed these very versions, so that `npm install x` is not followed by a second install. */
function sameVersions() {
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages ?? {};
  const differs = ([path, { version, optional }]) =>
    installed[path] ? installed[path].version !== version : !optional;
  return !lockedPackages().some(differs);
}

/**
 * Runs `npm ci`, at most 15 minutes. Its output is shown only where it fails: its warnings (engines of packages,
 * scripts that it did not run) is of no concern here, for Node 24 comes along and no package needs its script.
 */
function install() {
  const npm = process.env.npm_execpath ?? '';
  const known = basename(npm) === 'npm-cli.js';
  const flags = ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  console.error(
    `Fetching the packages of package-lock.json (Node ${major} and PostgreSQL are among them): about a minute ...`,
  );
  const { status, error, stdout, stderr } = spawnSync(
    known ? process.execPath : 'npm',
    known ? [npm, ...flags] : flags,
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS, maxBuffer: LOG_BYTES },
  );
  if (status === 0) return;
  console.error(stdout + stderr);
  fail(`npm ci did not finish${error ? ` (${error.code})` : ''}; its own words are above.`);
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
