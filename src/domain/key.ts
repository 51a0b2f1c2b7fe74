import { assertNotGuessable, type Known } from './key-block-list.ts';
import { keyLength } from './key-length.ts';
import type { Policy } from './policy.ts';
import { Refusal } from './refusal.ts';

/** A key in clear. It prints itself as [clave], so that no log, error or JSON can contain one. */
export class Secret {
  readonly #text: string;
  readonly #otherForm: string | undefined;

  /** `otherForm`: how the same key may have been hashed before keys were composed. */
  constructor(text: string, otherForm?: string) {
    this.#text = text;
    this.#otherForm = otherForm;
  }

  /** The key: nothing trimmed, nothing cut (floor 9). Only hashers and the rules below call it. */
  reveal(): string {
    return this.#text;
  }

  /** The key as it is hashed today and, where its letters can be encoded in another way, as it may have been before. */
  get forms(): readonly Secret[] {
    return this.#otherForm === undefined ? [this] : [this, new Secret(this.#otherForm)];
  }

  /** Length in characters as a person counts them. */
  get length(): number {
    return [...this.#text].length;
  }

  toString(): string {
    return '[clave]';
  }

  toJSON(): string {
    return '[clave]';
  }
}

/**
 * A key as it is compared, independent of the keyboard: blanks of other scripts become the plain one, letters and their
 * accents are composed (OpaqueString, RFC 8265, 4.2.2: NFC, no case or width mapped).
 */
const composed = (text: string): string => text.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** The one place where the text of a form becomes a key. Its other form is the typed one, else the decomposed one. */
function keyOf(text: string): Secret {
  const key = composed(text);
  return new Secret(
    key,
    [text, key.normalize('NFD')].find((form) => form !== key),
  );
}

/** Reads a key typed to sign in; one longer than any policy allows is refused before it costs a hash. */
export function readKey(text: string): Secret {
  if (text === '') throw new Refusal('key-missing');
  if (text.length > 256) throw new Refusal('credentials-wrong');
  return keyOf(text);
}

/**
 * A new key: of the policy's length in code points (C1), not on the block list, not made of known personal data.
 * `withFactor` is whether it is chosen by a user who may have the length with a second factor (`account/key-length.ts`).
 */
export function chooseKey(text: string, policy: Policy, known: Known, withFactor = false): Secret {
  if (text === '') throw new Refusal('key-missing');
  const key = keyOf(text);
  const { min, max } = keyLength(policy, withFactor);
  if (key.length < min || key.length > max) throw new Refusal('key-length', { min, max });
  assertNotGuessable(key.reveal(), known);
  return key;
}

/** The repetition must be the same key, character by character; throws `keys-differ`. */
export function assertRepeated(text: string, repeated: string): void {
  if (composed(text) !== composed(repeated)) throw new Refusal('keys-differ');
}
