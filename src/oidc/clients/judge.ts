import type { ClientMistake } from '../../ports/client-mistakes.ts';
import { againstNotServed, withoutNotServed } from './not-served.ts';
import type { Contradiction } from './profiles.ts';
import { rules, withApiDefaults } from './rules.ts';
import { type ClientFile, clientShape } from './schema.ts';
import { mistakeOf } from './schema-mistakes.ts';

/** A client as it was read: every mistake by its field, and the fields that could be read. */
export interface Judged {
  readonly mistakes: readonly Contradiction[];
  /** Complete if there is no mistake; otherwise a wrong field is absent (`readable`). */
  readonly client: ClientFile;
  /** Runs a rule over what could be read; it reports nothing if it asks for a field that is wrong. */
  readable<Mistake>(rule: Rule<Mistake>): readonly Contradiction<Mistake>[];
}

/** Checks a client and reports what is wrong with it. */
export type Rule<Mistake = ClientMistake> = (client: ClientFile) => Iterable<Contradiction<Mistake>>;

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
  if (!isObject(json)) return { ...judgeFields({}, []), mistakes: [[[], { code: 'no-object' }]] };
  return judgeFields(withApiDefaults(withoutNotServed(json)), againstNotServed(json));
}

type Given = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is Given => typeof json === 'object' && json !== null && !Array.isArray(json);

function judgeFields(json: Given, refused: readonly Contradiction[]): Judged {
  const parsed = clientShape.safeParse(json, { reportInput: true });
  if (parsed.success) return judged(parsed.data, refused);
  const wrong = parsed.error.issues.map((issue) => [issue.path as (string | number)[], mistakeOf(issue)] as const);
  return judged(restOf(json, new Set(wrong.map(([[field]]) => field))), [...refused, ...wrong]);
}

function judged(client: ClientFile, wrong: readonly Contradiction[]): Judged {
  const readable = <Mistake>(rule: Rule<Mistake>) => findings(rule, client);
  return { client, mistakes: [...wrong, ...rules.flatMap(readable)], readable };
}

function findings<Mistake>(rule: Rule<Mistake>, client: ClientFile): readonly Contradiction<Mistake>[] {
  const found: Contradiction<Mistake>[] = [];
  try {
    for (const one of rule(client)) found.push(one);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return found;
}

/** The fields that are right, with their defaults; access to another one throws Unreadable. */
function restOf(given: Given, wrong: ReadonlySet<unknown>): ClientFile {
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
