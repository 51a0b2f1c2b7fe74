import type { z } from 'zod';
import { againstNotServed, fieldWords, withoutNotServed } from './field-words.ts';
import type { Contradiction } from './profiles.ts';
import { rules, withApiDefaults } from './rules.ts';
import { type ClientFile, clientShape } from './schema.ts';

/** A client as it was read: every mistake by its field, and the fields that could be read. */
export interface Judged {
  readonly mistakes: readonly Contradiction[];
  /** Complete if there is no mistake; otherwise a wrong field is absent (`readable`). */
  readonly client: ClientFile;
  /** Runs a rule over what could be read; it reports nothing if it asks for a field that is wrong. */
  readable(rule: Rule): readonly Contradiction[];
}

/** Checks a client and reports what is wrong with it. */
export type Rule = (client: ClientFile) => Iterable<Contradiction>;

/** A rule asked for a field that is wrong, so it cannot judge. */
class Unreadable extends Error {}

/** A field of a client; undefined too if it is wrong. */
export function peek<Field extends keyof ClientFile>(client: ClientFile, field: Field): ClientFile[Field] | undefined {
  return isReadable(client, field) ? client[field] : undefined;
}

/** Whether a field is right, whether it is present or not. */
export function isReadable(client: ClientFile, field: keyof ClientFile): boolean {
  try {
    void client[field];
    return true;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

/** Judges a whole client file: each field by itself and all of them together, with all mistakes at once. */
export function judgeClient(json: unknown): Judged {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return judgeFields(json, []);
  const given = json as Readonly<Record<string, unknown>>;
  return judgeFields(withApiDefaults(withoutNotServed(given)), againstNotServed(given));
}

function judgeFields(json: unknown, refused: readonly Contradiction[]): Judged {
  const parsed = clientShape.safeParse(json, { error: mistakeWords });
  if (parsed.success) return judged(parsed.data, refused);
  const wrong = parsed.error.issues.map(({ path, message }) => [path as (string | number)[], message] as const);
  return judged(restOf(json, new Set(wrong.map(([[field]]) => field))), [...refused, ...wrong]);
}

function judged(client: ClientFile, wrong: readonly Contradiction[]): Judged {
  const readable = (rule: Rule) => findings(rule, client);
  return { client, mistakes: [...wrong, ...rules.flatMap(readable)], readable };
}

function findings(rule: Rule, client: ClientFile): readonly Contradiction[] {
  const found: Contradiction[] = [];
  try {
    for (const one of rule(client)) found.push(one);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return found;
}

/** The fields that are right, with their defaults; access to another one throws Unreadable. */
function restOf(json: unknown, wrong: ReadonlySet<unknown>): ClientFile {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const fields = Object.entries(clientShape.shape).map(([name, shape]) => {
    const read = wrong.has(name) ? undefined : shape.safeParse(given[name]);
    return [name, read?.success ? { value: read.data } : undefined] as const;
  });
  const known = new Map(fields);
  return new Proxy({} as ClientFile, {
    get: (_, name) => {
      const field = known.get(String(name));
      if (!field) throw new Unreadable();
      return field.value;
    },
  });
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const wordsOf = (field: PropertyKey | undefined): string | undefined =>
  (fieldWords as Readonly<Record<PropertyKey, string>>)[field ?? ''];

/** Describes what is wrong with a value if its schema does not; undefined keeps the library's own message. */
function mistakeWords(issue: Issue): string | undefined {
  const [field, ...inside] = issue.path ?? [];
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys);
  const missing = issue.input === undefined;
  if (inside.length > 0) return insideWords(issue, missing);
  if (field === undefined) return 'must be a JSON object with the fields of one platform';
  const words = wordsOf(field);
  if (words === undefined) return undefined;
  return missing ? `required: ${words}` : `must be ${words}`;
}

function insideWords({ code, path = [], ...issue }: Issue, missing: boolean): string | undefined {
  if (missing) return 'required';
  if (code === 'invalid_format' && path[0] === 'contacts') return 'must be an e-mail address';
  if (code === 'invalid_value' && 'values' in issue)
    return `must be ${(issue.values as readonly unknown[]).map((value) => JSON.stringify(value)).join(' or ')}`;
  return code === 'invalid_type' && 'expected' in issue ? `must be of the type ${issue.expected}` : undefined;
}

/** A name that is nearly that of a field is a typing error: the message names the field. */
function unknownFields(keys: readonly string[]): string {
  return keys
    .map((key) => {
      const meant = Object.keys(fieldWords).find((name) => plain(name) === plain(key));
      return `there is no field "${key}"${meant ? `; it is called "${meant}"` : ''}`;
    })
    .join('; ');
}

/** Without case, separators and the plural. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]|s$/g, '');
