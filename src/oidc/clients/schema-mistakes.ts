import type { z } from 'zod';
import type { ClientMistake, UnknownField } from '../../ports/client-mistakes.ts';
import { ruleMistakes } from './fields.ts';
import { type ClientFile, clientShape } from './schema.ts';

/**
 * What the schema refused, as a mistake: by a rule of its own, as a whole field, or as a part of one. The issue must
 * have its input (`reportInput`), without which a field that is missing cannot be told from a wrong one.
 */
export function mistakeOf(issue: z.core.$ZodIssue): ClientMistake {
  const [field, ...inside] = issue.path;
  if (Object.hasOwn(ruleMistakes, issue.message)) return ruleMistakes[issue.message as keyof typeof ruleMistakes];
  if (issue.code === 'unrecognized_keys') return { code: 'unknown-fields', fields: unknownFields(issue) };
  if (inside.length > 0) return mistakeInside(issue);
  // What is judged is an object, and the schema is strict: the path begins with one of its fields.
  return { code: issue.input === undefined ? 'field-missing' : 'field-wrong', field: field as keyof ClientFile };
}

function mistakeInside(issue: z.core.$ZodIssue): ClientMistake {
  if (issue.input === undefined) return { code: 'part-missing' };
  switch (issue.code) {
    case 'invalid_format':
      return issue.format === 'email' ? { code: 'part-email' } : { code: 'part-other', reason: issue.message };
    case 'invalid_value':
      return { code: 'part-values', known: issue.values };
    case 'invalid_type':
      return { code: 'part-type', expected: issue.expected };
    case 'too_small':
      return issue.origin === 'array' ? { code: 'part-empty' } : { code: 'part-other', reason: issue.message };
    default:
      return { code: 'part-other', reason: issue.message };
  }
}

/**
 * A name that is nearly that of a field is a typing error, and some fields had another name: the mistake names the field.
 * Parts of fields have none.
 */
const unknownFields = ({ keys, path }: z.core.$ZodIssueUnrecognizedKeys): readonly UnknownField[] =>
  keys.map((name) => ({
    name,
    meant: path.length === 0 ? meantBy(name) : undefined,
  }));

const meantBy = (name: string): keyof ClientFile | undefined =>
  formerNames.get(name) ?? fieldNames.find((one) => plain(one) === plain(name));

/** What fields were called in files of before. */
const formerNames: ReadonlyMap<string, keyof ClientFile> = new Map([['accepts_declared_identity', 'minimum_identity']]);

const fieldNames = Object.keys(clientShape.shape) as readonly (keyof ClientFile)[];

/** Without case, separators and the plural. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]|s$/g, '');
