import { assertRepeated, chooseKey, type Secret } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, type Readers, text } from '../../http/form.ts';
import type { Deps } from '../../ports/deps.ts';

/** The fields of refusals of a chosen key. */
export const newKeyFaults = {
  'key-missing': 'clave',
  'key-length': 'clave',
  'key-guessable': 'clave',
  'key-same': 'clave',
} as const;

/** Readers of a key that is chosen with the removal of the last factor, so of the length without one (C1). */
interface NewKeyReaders extends Readers {
  readonly clave: () => Secret | undefined;
}

/**
 * Reads the key that a page asks for, typed twice. Throws `form-stale` for a page that asked for one which is not needed
 * any more: it is not left out without a word.
 */
export function newKeyReaders({ policy }: Pick<Deps, 'policy'>, form: Form, asks: boolean): NewKeyReaders {
  const typed = text(form, 'clave');
  if (asks)
    return {
      clave: () => chooseKey(typed, policy, []),
      clave2: () => assertRepeated(typed, text(form, 'clave2')),
    };
  if (typed !== '') throw new Refusal('form-stale');
  return { clave: () => undefined };
}
