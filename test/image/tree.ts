import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmFlags, type Target, takenAway } from './dockerfile.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files of an image, laid out on this machine. */
export interface Tree {
  /** WORKDIR. */
  readonly app: string;
  /** A folder of the test beside it, which the user of the image may write. */
  readonly outside: string;
  /** A Node 24 that every user may run; npm is the machine's. */
  readonly bin: string;
  remove(): void;
}

/**
 * Lays out what a target copies, readable and not writable by all. The packages are installed by npm with the flags of
 * the Dockerfile, or with `quick` copied: those that these flags leave, by the lock file.
 */
export function layOut({ copies, leftOut }: Target, quick: boolean): Tree {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
  const [app, bin, outside] = ['app', 'bin', 'outside'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [app, bin, outside]) mkdirSync(each);
  for (const name of copies) {
    const filter = (from: string) => !leftOut.some((one) => one !== name && from === path.join(root, one));
    cpSync(path.join(root, name), path.join(app, name), { recursive: true, filter });
  }
  if (quick) copyPackages(app);
  else install(app);
  // By a shell, as in the Dockerfile, because the names have stars.
  execFileSync('sh', ['-c', `rm -rf ${takenAway().join(' ')}`], { cwd: app });
  copyFileSync(process.execPath, path.join(bin, 'node'));
  execFileSync('chmod', ['-R', 'a=rX', app]);
  for (const each of [folder, bin, path.join(bin, 'node')]) chmodSync(each, 0o755);
  chmodSync(outside, 0o777);
  const remove = () => {
    execFileSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  return { app, outside, bin, remove };
}

interface Entry {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** What `npm ci --omit=dev --ignore-scripts` leaves on this platform; anything that a script built is left out. */
function copyPackages(app: string): void {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Entry>>;
  };
  const removed = takenAway().map((name) => name.replace(/\*.*/, ''));
  const kept = Object.entries(packages).filter(([at, { dev }]) => at !== '' && !dev && existsSync(path.join(root, at)));
  for (const [at, { hasInstallScript }] of kept.filter(([place]) => !removed.some((name) => place.startsWith(name)))) {
    const from = path.join(root, at);
    const others = hasInstallScript ? /^(node_modules|build)(\/|$)/ : /^node_modules(\/|$)/;
    const own = (file: string) => !others.test(path.relative(from, file));
    cpSync(from, path.join(app, at), { recursive: true, filter: own, dereference: true });
  }
}

function install(app: string): void {
  copyFileSync(path.join(root, 'package-lock.json'), path.join(app, 'package-lock.json'));
  execFileSync('npm', ['ci', ...npmFlags(), '--loglevel=error'], { cwd: app, stdio: 'inherit', timeout: 300_000 });
  rmSync(path.join(app, 'package-lock.json'));
}

/** Files of a tree without packages: how many, their lines and their bytes. */
export function sizeOf(app: string): { readonly files: number; readonly lines: number; readonly bytes: number } {
  const contents = readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !path.relative(app, entry.parentPath).startsWith('node_modules'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
  return {
    files: contents.length,
    lines: contents.reduce((sum, content) => sum + content.toString('latin1').split('\n').length - 1, 0),
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
  };
}
