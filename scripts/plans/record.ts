/**
 * Loaded before everything else (`--import`) where RECORD_STATEMENTS names a file: notes there each statement that the
 * product runs, with its place in the code and some of its values. What tests ask the database
 * for themselves is left out. Changes nothing of what runs.
 */
import { appendFileSync } from 'node:fs';
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { kept, kindsOf, type Statement, shapeOf } from './statement.ts';

/** Of one statement a process notes at most so many kinds of values. */
const KINDS = 5;

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Asked {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

interface Named {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

const file = process.env.RECORD_STATEMENTS;
if (file) watch(noterTo(file));

/** Waits for knex's dialect and pg to be loaded: a process without a database pays nothing for them. */
function watch(note: Note): void {
  const load = Module.prototype.require;
  const patched = new Set<unknown>();
  const once = (what: unknown, patch: () => void): void => {
    if (patched.has(what)) return;
    patched.add(what);
    patch();
  };
  Module.prototype.require = function (id: string) {
    const loaded = load.call(this, id);
    if (/\/postgres(\/index(\.js)?)?$/.test(id) && loaded.prototype?.queryBuilder)
      once(loaded, () => watchKnex(loaded.prototype, note));
    if (id === 'pg') once(loaded, () => watchPg(loaded.Client.prototype, note));
    return loaded;
  };
}

type Note = (statement: Omit<Statement, 'place'>, placeOf: () => string | undefined) => void;
type Methods = Record<string, (...words: unknown[]) => unknown>;
type Client = Methods & { positionBindings(sql: string): string };
type Builder = { on(event: 'query', heard: (asked: Asked) => void): void };

/** Every query builder and raw query of knex is asked for its statement. */
function watchKnex(knex: Client, note: Note): void {
  for (const maker of ['queryBuilder', 'raw']) {
    const make = knex[maker] as Methods[string];
    (knex as Methods)[maker] = function (this: Client, ...words: unknown[]) {
      const builder = make.apply(this, words) as Builder;
      const made = callsHere();
      builder.on('query', ({ sql, bindings = [] }) =>
        note({ text: positioned(this, sql), values: bindings }, () => callerInProduct(made)),
      );
      return builder;
    };
  }
}

const texts = new Map<string, string>();

/** With $1, $2 and so on in place of each ?. */
function positioned(knex: Client, sql: string): string {
  const text = texts.get(sql) ?? knex.positionBindings(sql);
  texts.set(sql, text);
  return text;
}

/** "RefreshToken.find": what goes past knex is prepared, by names of this form. */
function watchPg(client: Methods, note: Note): void {
  const query = client.query as Methods[string];
  client.query = function (...words: unknown[]) {
    const { name, text, values = [] } = (words[0] ?? {}) as Named;
    if (name?.includes('.')) note({ text, values, name }, () => `prepared as ${name}`);
    return query.apply(this, words);
  };
}

/** The function behind all reads and writes of bound rows: a statement is attributed to its caller. */
const passes = [import.meta.filename, '/row-mac/bound-rows.ts', '/postgres/database/database.ts'];

/** The calls of this moment. Their text, which costs far more than they do, is made when it is read. */
function callsHere(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  const made = new Error();
  Error.stackTraceLimit = limit;
  return made;
}

/** "src/adapters/postgres/flows/links.ts:45", where the nearest caller outside of packages is the product. */
function callerInProduct({ stack = '' }: Error): string | undefined {
  const frames = stack.split('\n').slice(3);
  const caller = frames.find(
    (frame) =>
      frame.includes(root) && !frame.includes('/node_modules/') && !passes.some((file) => frame.includes(file)),
  );
  const [, place] = /(src\/[^:)]+:\d+)/.exec(caller?.split(root)[1] ?? '') ?? [];
  return place;
}

/** Notes each kind of values of each statement of the product once. */
function noterTo(target: string): Note {
  const known = new Map<string, Set<string>>();
  const shapes = new Map<string, string>();
  return ({ values, ...statement }, placeOf) => {
    const shape = shapes.get(statement.text) ?? shapeOf(statement.text);
    shapes.set(statement.text, shape);
    const kinds = known.get(shape) ?? new Set();
    const kind = kindsOf(values);
    if (kinds.size >= KINDS || kinds.has(kind)) return;
    const place = placeOf();
    if (place === undefined) return;
    known.set(shape, kinds.add(kind));
    appendFileSync(target, `${JSON.stringify({ ...statement, place, values: values.map(kept) })}\n`);
  };
}
