/**
 * How the identity of an account is known: its number was typed (`declarada`); two people reviewed copies of a document
 * (`revisada`); or the document itself was proved, a card by its number at the Registro Civil, the one of a foreigner at
 * a counter (`documento`). Each proves more than the one before (rules, Identity).
 */
export const identityLevels = ['declarada', 'revisada', 'documento'] as const;

export type Identidad = (typeof identityLevels)[number];

/** Whether an identity proves at least as much as is asked. */
export const reaches = (identidad: Identidad, minimum: Identidad): boolean =>
  identityLevels.indexOf(identidad) >= identityLevels.indexOf(minimum);

/**
 * Whether the name that a registry or a reviewed document gives is shown and disclosed: below that a user who declares a
 * number does not learn whose it is (rules, Names).
 */
export const isNamed = (identidad: Identidad): boolean => reaches(identidad, 'revisada');
