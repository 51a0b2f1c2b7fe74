import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** Characters of an answer: the longest key (RSA, 4096 bits) and identifier need some 4,000. */
const MOST = 16_384;

const bytes = z
  .string()
  .min(1)
  .max(MOST)
  .regex(/^[\w-]+$/);
const common = { id: bytes, rawId: bytes, type: z.literal('public-key') };

const creation = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(8)
      .optional()
      .catch(undefined),
  }),
});

const use = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish().transform((handle) => handle ?? undefined),
  }),
});

/** A new passkey as a browser gives it; undefined where it is malformed, or made in a frame of another site. */
export async function readCreation(answer: string): Promise<RegistrationResponseJSON | undefined> {
  const read = parsed(creation, answer);
  if (!read || isFramed(read) || !(await isUnattested(read.response.attestationObject))) return undefined;
  return { ...read, clientExtensionResults: {} } as RegistrationResponseJSON;
}

/** A use of a passkey as a browser gives it; undefined in the same cases. */
export function readUse(answer: string): AuthenticationResponseJSON | undefined {
  const read = parsed(use, answer);
  if (!read || isFramed(read)) return undefined;
  return { ...read, clientExtensionResults: {} } as AuthenticationResponseJSON;
}

function parsed<Shape extends z.ZodType>(shape: Shape, answer: string): z.output<Shape> | undefined {
  if (answer.length > MOST) return undefined;
  try {
    return shape.parse(JSON.parse(answer));
  } catch {
    return undefined;
  }
}

/** Whether it was asked in a frame of another site: no page of this product is framed (WebAuthn, 7.2). */
function isFramed({ response }: { readonly response: { readonly clientDataJSON: string } }): boolean {
  try {
    const { crossOrigin, topOrigin } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'));
    return crossOrigin === true || topOrigin !== undefined;
  } catch {
    return true;
  }
}

/**
 * Whether it has no certificates, as was asked: none, or the key's own signature (WebAuthn, 5.1.3, step on `none`). The
 * library would follow addresses in certificates, which a stranger chooses.
 */
async function isUnattested(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = decoded.get('fmt');
    return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
  } catch {
    return false;
  }
}
