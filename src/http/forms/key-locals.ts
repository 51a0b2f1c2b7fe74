import { keyLength } from '../../domain/key-length.ts';
import type { Policy } from '../../domain/policy.ts';

/** What the fields of a chosen key show of its length; `keyMinAlone` where a second factor makes it shorter. */
export function keyLocals(policy: Pick<Policy, 'key'>, withFactor = false) {
  const { min, max } = keyLength(policy, withFactor);
  return { keyMin: min, keyMax: max, keyMinAlone: min < policy.key.min ? policy.key.min : undefined };
}
