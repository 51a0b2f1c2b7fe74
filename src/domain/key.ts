import { assertNotGuessable, type Known } from './key-block-list.ts';
import type { Policy } from './policy.ts';
import { Refusal } from './refusal.ts';

/** A key in clear. It prints itself as [clave], so that no log, error or JSON can hold one. */
export class PlainKey {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The key exactly as typed: nothing trimmed, nothing cut (floor 9). Only hashers and the rules below ask. */
  reveal(): string {
    return this.#text;
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

/** Reads a key typed to sign in; more than any policy allows is refused before it costs a hash. */
export function readKey(text: string): PlainKey {
  if (text === '') throw new Refusal('key-missing');
  if (text.length > 256) throw new Refusal('credentials-wrong');
  return new PlainKey(text);
}

/** A new key: within the policy's length (C1), not on the block list, not made of what is known of the person. */
export function chooseKey(text: string, policy: Policy, known: Known): PlainKey {
  if (text === '') throw new Refusal('key-missing');
  const key = new PlainKey(text);
  if (key.length < policy.key.min || key.length > policy.key.max) {
    throw new Refusal('key-length', { min: policy.key.min, max: policy.key.max });
  }
  assertNotGuessable(text, known);
  return key;
}

/** The repetition must be the same, character by character. */
export function assertRepeated(text: string, repeated: string): void {
  if (text !== repeated) throw new Refusal('keys-differ');
}
