import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMarked, type Template } from './templates/compile.ts';
import { type MarkedText, plainOf } from './templates/marks.ts';

/** One file of `public/`, ready to be served. */
export type PublicFile = { readonly body: Buffer; readonly type: string };

const viewsFolder = fileURLToPath(new URL('../../views', import.meta.url));
const publicFolder = fileURLToPath(new URL('../../public', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** What only helps readers of the source is removed: comments on their own line, indentation, gaps between tags. */
const lean = (name: string, body: Buffer): Buffer => {
  if (/\.(css|js)$/.test(name)) return without(body, /^[ \t]*(\/\/.*|\/\*.*\*\/)\n/gm, /^[ \t]+/gm);
  return name.endsWith('.svg') ? without(body, /(?<=>)\s+(?=<)/g, /\s+$/g) : body;
};

const without = (body: Buffer, ...gaps: readonly RegExp[]): Buffer =>
  Buffer.from(gaps.reduce((text, gap) => text.replace(gap, ''), body.toString()));

const readPublic = (): Map<string, PublicFile> =>
  new Map(
    readdirSync(publicFolder)
      .sort()
      .map((name) => [
        name,
        {
          body: lean(name, readFileSync(join(publicFolder, name))),
          type: types[extname(name)] ?? 'application/octet-stream',
        },
      ]),
  );

const versionOf = (files: ReadonlyMap<string, PublicFile>): string => {
  const hash = createHash('sha256');
  for (const [name, { body }] of files) hash.update(`${name}\0${body.length}\0`).update(body);
  return hash.digest('hex').slice(0, 10);
};

const files = readPublic();
const version = versionOf(files);
const compiled = new Map<string, Template>();

/** All files of `public/` by name, read once when the program starts. */
export const publicFiles = (): Map<string, PublicFile> => files;

/**
 * The address of a public file, `/e/<version>/<name>`: it changes with the content of any of them, so it may be kept
 * for ever.
 */
export const asset = (name: string): string => `/e/${version}/${name}`;

/** Links to journeys, unless a page adds the sign-in that the user came from (http/flows/leaving-links.ts). */
const leaves = (path: string): string => path;

const isAsset = (value: string): boolean => value.startsWith(asset(''));

const compile = (view: string): Template => {
  const template = compileMarked(join(viewsFolder, `${view}.pug`), viewsFolder, isAsset);
  compiled.set(view, template);
  return template;
};

/**
 * The HTML of a view with marks around what was filled in; `asset` and `leaves` are always there for it. Throws when
 * there is no such view.
 */
export const renderMarked = (view: string, locals: Readonly<Record<string, unknown>>): MarkedText =>
  (compiled.get(view) ?? compile(view))({ leaves, ...locals, asset });

/** The HTML of a view ('sign-in/form'), as `renderMarked` without the marks. */
export const render = (view: string, locals: Readonly<Record<string, unknown>>): string =>
  plainOf(renderMarked(view, locals));
