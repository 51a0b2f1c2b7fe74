/**
 * What `src/http/templates/compile.ts` gets in place of `pug` while the files of a group run: each view is compiled once
 * and its source then read from var/compile-cache. To compile all views takes 6 s of processor time, in every worker.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Options } from 'pug';

const ROOT = resolve(import.meta.dirname, '../..');
const KEPT = join(ROOT, 'var/compile-cache/templates');
const DAY_MS = 86_400_000;

/** Only for a view that is not kept: the compiler takes a tenth of the time in which a worker loads the product. */
const compiler = (): typeof import('pug') => createRequire(import.meta.url)('pug');

let current: string | undefined;

/** As pug's, for views of one `basedir`: the source of a function that renders the file. */
export function compileFileClient(file: string, options: Options & { readonly basedir: string }): string {
  current ??= openFolder(options);
  const kept = join(current, `${relative(options.basedir, file)}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const source = compiler().compileFileClient(file, options);
  writeWhole(kept, source);
  return source;
}

/** Workers that read at the same time find all of the file or nothing. */
function writeWhole(file: string, content: string): void {
  const part = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(part, content);
  renameSync(part, file);
}

/** The folder of the views as they are now; what was kept of others goes after a day. */
function openFolder(options: Options & { readonly basedir: string }): string {
  const own = join(KEPT, hashOf(options));
  mkdirSync(own, { recursive: true });
  for (const other of readdirSync(KEPT).map((each) => join(KEPT, each)))
    if (other !== own && ageOf(other) > DAY_MS) rmSync(other, { recursive: true, force: true });
  return own;
}

/** Zero for one that another run has just removed. */
function ageOf(folder: string): number {
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? 0 : Date.now() - made;
}

/** Of all that has a say in what a view is compiled to. */
function hashOf(options: Options & { readonly basedir: string }): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  hash.update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const name of readdirSync(options.basedir, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.pug')) hash.update(name).update(readFileSync(join(options.basedir, name)));
  return hash.digest('hex').slice(0, 20);
}
