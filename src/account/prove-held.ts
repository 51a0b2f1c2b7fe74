import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { type FactorHolder, type FactorProof, proveFactor } from './prove-factor.ts';
import { type PasskeyAnswer, type PasskeyProof, provePasskey } from './prove-passkey.ts';

/** What proves a factor: six digits of an app or a printed code as typed, or the answer of a passkey. */
export type FactorShown = string | PasskeyAnswer;

/** Proves any factor that a holder has. Throws what `proveFactor` or `provePasskey` throws. */
export const proveHeld = (
  deps: Deps,
  holder: FactorHolder,
  shown: FactorShown,
  visitor: Visitor,
): Promise<FactorProof | PasskeyProof> =>
  typeof shown === 'string' ? proveFactor(deps, holder, shown, visitor) : provePasskey(deps, holder, shown, visitor);
