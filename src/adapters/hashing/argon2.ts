import { type Argon2Engine, DIGEST_BYTES } from './engine.ts';

/** The engine that is available on every platform; rejects where neither its binary nor a compiled one loads. */
export async function argon2Engine(): Promise<Argon2Engine> {
  const { default: argon2 } = await import('argon2');
  const fixed = { type: argon2.argon2id, hashLength: DIGEST_BYTES, raw: true } as const;
  return { name: 'argon2', digest: (text, work) => argon2.hash(text, { ...work, ...fixed }) };
}
