/**
 * Which of the guide's rules hold: two plain tables of values, no logic. Chosen by CLAVE_POLICY.
 * The numbers C1 to C13 are the rows of the policy's table; the floor holds under both.
 */
export type PolicyName = 'guia' | 'segura';

export interface Policy {
  readonly name: PolicyName;
  /** What the choice means, for the operator who reads the start banner. */
  readonly summary: string;
  /** C1: characters of a chosen key. */
  readonly key: { readonly min: number; readonly max: number };
  /** C2: whether registration asks for a secret question. */
  readonly asksQuestion: boolean;
  /** C4: how an e-mail is hidden. */
  readonly mask: 'guide' | 'fixed';
  /** C8: whether a refused login tells an unknown person from a wrong key (within the network's budget). */
  readonly tellsUnknownAtLogin: boolean;
  /** C11: whether registration needs the card's number. */
  readonly serialAtRegistration: 'optional' | 'required';
  /** C11b: whether registration says that an identifier has an account (within the network's budget). */
  readonly tellsRegistered: boolean;
}

export const policies: Readonly<Record<PolicyName, Policy>> = {
  guia: {
    name: 'guia',
    summary: 'the guides of 2019 to the letter wherever a citizen can see it',
    key: { min: 8, max: 10 },
    asksQuestion: true,
    mask: 'guide',
    tellsUnknownAtLogin: true,
    serialAtRegistration: 'optional',
    tellsRegistered: true,
  },
  segura: {
    name: 'segura',
    summary: "the same pages and journeys with today's rules; recommended for production",
    key: { min: 12, max: 64 },
    asksQuestion: false,
    mask: 'fixed',
    tellsUnknownAtLogin: false,
    serialAtRegistration: 'required',
    tellsRegistered: false,
  },
};
