/** What argon2id computes a digest with, besides the text. */
export interface Argon2Work {
  /** Bytes that no row contains (RFC 9106, 3.1: K). Unlike associated data, no library writes them into the string. */
  readonly secret: Buffer;
  readonly salt: Buffer;
  /** KiB. */
  readonly memoryCost: number;
  /** Passes over the memory. */
  readonly timeCost: number;
  readonly parallelism: number;
}

/** Bytes of a digest. */
export const DIGEST_BYTES = 32;

/** Argon2id, version 1.3, in a thread of libuv's pool. All engines give the same 32 bytes for the same work. */
export interface Argon2Engine {
  /** Name of the package. */
  readonly name: string;
  /** Digest of the text in UTF-8. */
  digest(text: string, work: Argon2Work): Promise<Buffer>;
}
