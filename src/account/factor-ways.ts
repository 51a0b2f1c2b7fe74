import type { Deps } from '../ports/deps.ts';
import { askAmong, type PasskeyAsked, passkeysAmong } from './ask-passkey.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';

/** The ways in which a holder can prove a factor, for a page that takes any of them (`proveHeld`). */
export interface FactorWays {
  /** Whether there is an app whose digits can be typed. */
  readonly app: boolean;
  /** Whether a printed code is left. */
  readonly printed: boolean;
  /** What a browser is asked for, where the holder has a passkey. */
  readonly passkey: PasskeyAsked | undefined;
}

/** The ways of a holder, with a challenge for this session or interaction (`place`). */
export async function factorWays(deps: Deps, holder: FactorHolder, place: string): Promise<FactorWays> {
  const all = await credentialsOf(deps, holder);
  const passkeys = passkeysAmong(all);
  return {
    app: all.some(({ kind }) => kind === 'totp'),
    printed: all.some(({ kind }) => kind === 'recovery-code'),
    passkey: deps.passkeys.available && passkeys.length > 0 ? askAmong(deps, holder, place, passkeys) : undefined,
  };
}
