import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFile, type compileTemplate } from 'pug';

/** One file of `public/`, ready to be answered. */
export type PublicFile = { readonly body: Buffer; readonly type: string };

const viewsFolder = fileURLToPath(new URL('../views', import.meta.url));
const publicFolder = fileURLToPath(new URL('../public', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Comments that have a line to themselves, and what stands before a line: they are for who reads the file here. */
const lean = (name: string, body: Buffer): Buffer =>
  /\.(css|js)$/.test(name)
    ? Buffer.from(
        body
          .toString()
          .replace(/^[ \t]*(\/\/.*|\/\*.*\*\/)\n/gm, '')
          .replace(/^[ \t]+/gm, ''),
      )
    : body;

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
const compiled = new Map<string, compileTemplate>();

const compile = (view: string): compileTemplate => {
  const template = compileFile(join(viewsFolder, `${view}.pug`), { basedir: viewsFolder, compileDebug: false });
  compiled.set(view, template);
  return template;
};

/** All files of `public/` by name, read once when the program starts. */
export const publicFiles = (): Map<string, PublicFile> => files;

/** The address of a public file, `/e/<version>/<name>`: it changes with the content of any of them, so it may be kept for ever. */
export const asset = (name: string): string => `/e/${version}/${name}`;

/** Links to journeys, unless a page gives them the sign-in where somebody came from (web/leaving-links.ts). */
const leaves = (path: string): string => path;

/** The HTML of a view ('log-in/form'); `asset` and `leaves` are always there for it. Throws when there is no such view. */
export const render = (view: string, locals: Readonly<Record<string, unknown>>): string =>
  (compiled.get(view) ?? compile(view))({ leaves, ...locals, asset });
