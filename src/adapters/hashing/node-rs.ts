import { type Argon2Engine, DIGEST_BYTES } from './engine.ts';

/** The faster engine, an optional package (MIT) that brings a binary for each platform; rejects where none loads. */
export async function nodeRsEngine(): Promise<Argon2Engine> {
  const { hashRaw } = await import('@node-rs/argon2');
  // Argon2id and version 1.3 are its defaults: its enumerations cannot be imported one file at a time.
  return { name: '@node-rs/argon2', digest: (text, work) => hashRaw(text, { ...work, outputLen: DIGEST_BYTES }) };
}
