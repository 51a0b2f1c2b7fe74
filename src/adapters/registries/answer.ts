import { z } from 'zod';
import { checkCharacter, identifierNumber } from './fields.ts';
import type { JsonAnswer } from './one-try.ts';
import { type FailureReason, RegistryFailure } from './registry-failure.ts';

/** What every registry answers for a number that it does not have. Any other 404 comes from something in between. */
export const nobody = z.object({ codigo: z.literal('NO_EXISTE'), numero: identifierNumber, digito: checkCharacter });

/** What is asked, and how the answer is read. */
export interface Question<T extends z.ZodType> {
  /** For the log: "person", "card". */
  readonly operation: string;
  readonly path: string;
  /** The identifier that is asked about, canonical ("44000001-0"), or the id of what is asked. */
  readonly about: string;
  readonly body: object;
  readonly shape: T;
  /** Fields of the answer with number and check character of the identifier that was asked about, or with that id. */
  readonly names: readonly [number: string, digit: string] | readonly [id: string];
  /** Where the registry reports within its answer that it could not answer. */
  readonly faultOf?: (answer: z.output<T>) => FailureReason | undefined;
  /** Which fields of an answer about the identifier asked cannot be true, each readable by itself. */
  readonly impossible?: (answer: z.output<T>) => readonly string[];
}

/**
 * Checks an answer and that it is about the identifier asked; undefined when the registry does not have that number.
 */
export function readAnswer<T extends z.ZodType>(
  question: Question<T>,
  { status, content }: JsonAnswer,
): z.output<T> | undefined {
  const { shape, faultOf, impossible, names } = question;
  if (status === 404) {
    assertAbout({ ...question, names: ['numero', 'digito'] }, checked(nobody, content));
    return undefined;
  }
  const { success, data, error } = shape.safeParse(content);
  if (!success) throw unusable(question, content, error);
  const fault = faultOf?.(data);
  if (fault) throw new RegistryFailure(fault);
  assertAbout({ ...question, names }, data);
  const untrue = impossible?.(data) ?? [];
  if (untrue.length > 0) throw new RegistryFailure('bad-record', untrue.join(', '));
  return data;
}

/** The failure names fields, never their values. */
function checked<T extends z.ZodType>(shape: T, content: unknown): z.output<T> {
  const { success, data, error } = shape.safeParse(content);
  if (success) return data;
  throw new RegistryFailure('garbage', fieldsIn(error));
}

/** An unusable record about the identifier asked is no evidence about the registry's health: other records are fine. */
function unusable<T extends z.ZodType>(
  { about, names: [number, digit] }: Question<T>,
  content: unknown,
  error: z.ZodError,
): RegistryFailure {
  const asked = digit ? { [number]: identifierNumber, [digit]: checkCharacter } : { [number]: z.string() };
  const { success, data } = z.object(asked).safeParse(content);
  const known = success && saidIn(data, [number, digit]) === about;
  return new RegistryFailure(known ? 'bad-record' : 'garbage', fieldsIn(error));
}

const fieldsIn = (error: z.ZodError): string => error.issues.map(({ path }) => path.join('.') || 'answer').join(', ');

/** An answer about another identifier is no answer. */
function assertAbout({ about, names }: Pick<Question<z.ZodType>, 'about' | 'names'>, answer: unknown): void {
  if (saidIn(answer, names) !== about) throw new RegistryFailure('other-person');
}

/** About what an answer is. */
const saidIn = (answer: unknown, names: readonly (string | undefined)[]): string =>
  names.flatMap((name) => (name ? [(answer as Readonly<Record<string, unknown>>)[name]] : [])).join('-');
