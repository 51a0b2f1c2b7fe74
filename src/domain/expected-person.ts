import type { IdentifierKind, Profile } from './account.ts';
import { parseNie } from './nie.ts';
import { Refusal } from './refusal.ts';
import { parseRun, parseRut } from './rut.ts';

/** The profiles of which a client may expect a user. */
export type ExpectedProfile = Profile;

/**
 * An expected user, by kind and number: a person and a company may have the same number, and so may a NIE. One NIE may
 * have two accounts, of which the profile names one.
 */
export interface ExpectedPerson {
  readonly profile: ExpectedProfile;
  readonly kind: IdentifierKind;
  /** In canonical form: "12345678-5". */
  readonly identifier: string;
}

/** The kind of number under which each profile has its account, and how that number is read. */
const numbers = {
  natural: { kind: 'RUN', parse: parseRun },
  juridica: { kind: 'RUT', parse: parseRut },
  migrante: { kind: 'NIE', parse: parseNie },
  facilitador: { kind: 'NIE', parse: parseNie },
} as const satisfies Readonly<
  Record<ExpectedProfile, { readonly kind: IdentifierKind; readonly parse: (text: string) => string }>
>;

/** Whether a text is one of the profiles of which a user may be expected. */
export const isExpectedProfile = (text: unknown): text is ExpectedProfile =>
  typeof text === 'string' && Object.hasOwn(numbers, text);

/** Reads the RUT of a person or company, or a NIE, in any spelling; undefined for any other text. */
export const identifierIn = (text: string): string | undefined => readBy(parseRut, text) ?? readBy(parseNie, text);

/** Reads the number of a user of this profile; undefined where it is none. */
export function expectedAs(profile: ExpectedProfile, text: string): ExpectedPerson | undefined {
  const { kind, parse } = numbers[profile];
  const identifier = readBy(parse, text);
  return identifier === undefined ? undefined : { profile, kind, identifier };
}

/**
 * The profiles of a number without its kind, the most common first: a RUN below 50 million, a company's RUT above, any
 * other a NIE, whose person may be migrante and facilitador.
 */
export function profilesByNumber(identifier: string): readonly [ExpectedProfile, ...ExpectedProfile[]] {
  if (!readBy(parseRut, identifier)) return ['migrante', 'facilitador'];
  return readBy(parseRun, identifier) ? ['natural'] : ['juridica'];
}

function readBy(parse: (text: string) => string, text: string): string | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
