/**
 * The guide's rules that are in force: two plain tables of values, no logic. Chosen by CLAVE_POLICY. C1 to C14 are
 * entries of docs/rules.md, Policies; the floor is in force under both.
 */
export type PolicyName = 'guia' | 'segura';

export interface Policy {
  readonly name: PolicyName;
  /** C1: characters of a chosen key, and the fewest once a second factor is on. */
  readonly key: { readonly min: number; readonly max: number; readonly minWithFactor: number };
  /** C2: whether registration asks for a secret question. */
  readonly asksQuestion: boolean;
  /** C4: how an e-mail is hidden. */
  readonly mask: 'guide' | 'fixed';
  /** C3: whether a recovery shows that an identifier has no account (within the network's budget). */
  readonly tellsUnknownAtRecovery: boolean;
  /** C6: a recovery sends one key by every channel on file, or a link by e-mail and a code by SMS, both needed. */
  readonly recoversBy: 'key' | 'link-and-code';
  /** C10: whether a recovery asks for the captcha before its first look-up, or at its end as the guide does. */
  readonly captchaFirst: boolean;
  /** C12: whether a company's recovery always needs a representative and the card, or an answer is enough. */
  readonly companyCardAlways: boolean;
  /** C8: whether a refused login distinguishes an unknown person from a wrong key (within the network's budget). */
  readonly tellsUnknownAtLogin: boolean;
  /** C11: whether registration needs the card's number. */
  readonly serialAtRegistration: 'optional' | 'required';
  /** C11b: whether registration shows that an identifier has an account (within the network's budget). */
  readonly tellsRegistered: boolean;
  /** C13: whether «Cantidad de Hijos» of a facilitador is asked; it may stay empty. */
  readonly asksChildren: boolean;
  /** C14: whether a sign-in in a browser that the account does not know, without a second factor, needs a code by mail. */
  readonly newDeviceCode: boolean;
}

export const policies: Readonly<Record<PolicyName, Policy>> = {
  guia: {
    name: 'guia',
    key: { min: 8, max: 10, minWithFactor: 8 },
    asksQuestion: true,
    mask: 'guide',
    tellsUnknownAtRecovery: true,
    recoversBy: 'key',
    captchaFirst: false,
    companyCardAlways: false,
    tellsUnknownAtLogin: true,
    serialAtRegistration: 'optional',
    tellsRegistered: true,
    asksChildren: true,
    newDeviceCode: false,
  },
  segura: {
    name: 'segura',
    key: { min: 15, max: 64, minWithFactor: 8 },
    asksQuestion: false,
    mask: 'fixed',
    tellsUnknownAtRecovery: false,
    recoversBy: 'link-and-code',
    captchaFirst: true,
    companyCardAlways: true,
    tellsUnknownAtLogin: false,
    serialAtRegistration: 'required',
    tellsRegistered: false,
    asksChildren: false,
    newDeviceCode: true,
  },
};
