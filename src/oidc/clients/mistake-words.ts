import type { z } from 'zod';
import { fieldWords } from './field-words.ts';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const wordsOf = (field: PropertyKey | undefined): string | undefined =>
  (fieldWords as Readonly<Record<PropertyKey, string>>)[field ?? ''];

/** Says in words what is wrong with a value where its schema does not; undefined leaves the library's own words. */
export function mistakeWords(issue: Issue): string | undefined {
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

/** A name that is nearly a field's own is a slip: the field is told. */
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
