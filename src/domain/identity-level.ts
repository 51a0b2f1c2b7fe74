/**
 * How the identity of an account is known: its number was typed (`declarada`); two people reviewed copies of a document
 * (`revisada`); or the document itself was proved, a card by its number at the Registro Civil, the one of a foreigner at
 * a counter (`documento`). Each proves more than the one before (rules, Identity).
 */
export const identityLevels = ['declarada', 'revisada', 'documento'] as const;

export type Identidad = (typeof identityLevels)[number];

const rank: Readonly<Record<Identidad, number>> = { declarada: 0, revisada: 1, documento: 2 };

/** Whether an identity proves at least as much as is asked; what is no level is reached by none. */
export const reaches = (identidad: Identidad, minimum: Identidad): boolean => rank[identidad] >= rank[minimum];

/** The level that satisfies all of these: `declarada` where there are none. */
export const highest = (levels: readonly Identidad[]): Identidad =>
  levels.reduce((high, one) => (reaches(high, one) ? high : one), 'declarada');

/** Whether a text is a level. */
export const isIdentityLevel = (text: unknown): text is Identidad => identityLevels.some((one) => one === text);

/**
 * Whether the name that a registry or a reviewed document gives is shown and disclosed: below that a user who declares a
 * number does not learn whose it is (rules, Names).
 */
export const isNamed = (identidad: Identidad): boolean => reaches(identidad, 'revisada');
