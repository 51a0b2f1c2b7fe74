/** Encrypts the id of a grant into the `jti` of a JWT, and decrypts it; only the key's owner can read or make one. */
export interface GrantMark {
  seal(grantId: string): string;
  /** The grant's id; undefined for a `jti` that is none of these. */
  open(jti: unknown): string | undefined;
}

interface Seals {
  seal(text: string, context: string): Buffer;
  open(sealed: Buffer, context: string): string;
}

const CONTEXT = 'grant of an access token';

/**
 * The library stores nothing of a JWT that it issued: by this mark introspection finds whether its grant is still in
 * force.
 */
export function grantMark({ seal, open }: Seals): GrantMark {
  return {
    seal: (grantId) => seal(grantId, CONTEXT).toString('base64url'),
    open(jti) {
      try {
        return typeof jti === 'string' ? open(Buffer.from(jti, 'base64url'), CONTEXT) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
