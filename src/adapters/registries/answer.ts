import { z } from 'zod';
import type { JsonAnswer } from './one-try.ts';
import { type FailureReason, RegistryFailure } from './registry-failure.ts';

/** What every registry says of a number that it does not hold. Another 404 comes from something in between. */
export const nobody = z.object({ codigo: z.literal('NO_EXISTE'), numero: z.number(), digito: z.string() });

/** What is asked, and how the answer is read. */
export interface Question<T extends z.ZodType> {
  /** For the log: "person", "card". */
  readonly operation: string;
  readonly path: string;
  /** Whom it is about, canonical: "44000001-0". */
  readonly about: string;
  readonly body: object;
  readonly shape: T;
  /** Number and check character of whom the answer is about. */
  readonly aboutOf: (answer: z.output<T>) => readonly [number: number, digit: string];
  /** Where the registry says within its answer that it could not answer. */
  readonly faultOf?: (answer: z.output<T>) => FailureReason | undefined;
}

/** Checks an answer and that it is about the one asked; undefined when the registry does not hold that number. */
export function readAnswer<T extends z.ZodType>(
  { shape, about, aboutOf, faultOf }: Question<T>,
  { status, content }: JsonAnswer,
): z.output<T> | undefined {
  if (status === 404) {
    const { numero, digito } = checked(nobody, content);
    assertAbout(about, numero, digito);
    return undefined;
  }
  const answer = checked(shape, content);
  const fault = faultOf?.(answer);
  if (fault) throw new RegistryFailure(fault);
  assertAbout(about, ...aboutOf(answer));
  return answer;
}

/** The failure names fields, never what they held. */
function checked<T extends z.ZodType>(shape: T, content: unknown): z.output<T> {
  const { success, data, error } = shape.safeParse(content);
  if (success) return data;
  throw new RegistryFailure('garbage', error.issues.map(({ path }) => path.join('.') || 'answer').join(', '));
}

/** An answer about somebody else is no answer. */
function assertAbout(about: string, number: number, digit: string): void {
  if (`${number}-${digit.toUpperCase()}` !== about) throw new RegistryFailure('other-person');
}
