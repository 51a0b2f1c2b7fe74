import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Flags of authenticator data (WebAuthn Level 3, 6.1). */
const PRESENT = 1;
const VERIFIED = 4;
const ELIGIBLE = 8;
const BACKED_UP = 16;
const ATTESTED = 64;

/** What an authenticator or a browser does wrong, or otherwise than usual. */
export interface Wrong {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly present?: boolean;
  readonly counter?: number;
  readonly backedUp?: boolean;
  readonly credentialId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userHandle?: string | undefined;
  readonly signature?: string;
  /** Attestation of another format than was asked. */
  readonly format?: 'packed' | 'android-safetynet';
}

/** A passkey that the authenticator keeps. */
interface Kept {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly userHandle: string;
}

export interface Authenticator {
  /** The answer of a browser to options that ask for a new passkey. */
  create(options: object, wrong?: Wrong): string;
  /** The answer to options that ask for one: the newest that it may use. */
  get(options: object, wrong?: Wrong): string;
}

interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/**
 * An authenticator with a browser at this origin, by a program of its own: ES256, and CBOR as written here (RFC 8949).
 * `counts` begins its counter at 1, else it stays 0; `backedUp` copies its passkeys to other devices.
 */
export function authenticator(
  origin: string,
  { counts = false, backedUp = false }: { readonly counts?: boolean; readonly backedUp?: boolean } = {},
): Authenticator {
  const kept: Kept[] = [];
  let counter = 0;
  const dataOf = (rpId: string, flags: number, wrong: Wrong, attested: Buffer = Buffer.alloc(0)): Buffer => {
    if (counts) counter += 1;
    const bits =
      (wrong.present === false ? 0 : PRESENT) |
      (wrong.verified === false ? 0 : VERIFIED) |
      ((wrong.backedUp ?? backedUp) ? ELIGIBLE | BACKED_UP : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrong.counter ?? counter);
    return Buffer.concat([sha256(wrong.rpId ?? rpId), Buffer.from([flags | bits]), count, attested]);
  };
  const clientData = (type: string, { challenge }: Options, wrong: Wrong): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    );
  return {
    create(given, wrong = {}) {
      const options = given as Options;
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const id = wrong.credentialId ?? randomBytes(32).toString('base64url');
      kept.push({ id, privateKey, userHandle: options.user?.id ?? '' });
      const bytes = Buffer.from(id, 'base64url');
      const attested = Buffer.concat([Buffer.alloc(16), length16(bytes), bytes, coseOf(publicKey)]);
      const data = dataOf(options.rp?.id ?? '', ATTESTED, wrong, attested);
      return credential(id, {
        clientDataJSON: clientData('webauthn.create', options, wrong).toString('base64url'),
        attestationObject: attestation(wrong.format ?? 'none', data).toString('base64url'),
        transports: ['internal', 'hybrid'],
      });
    },
    get(given, wrong = {}) {
      const options = given as Options;
      const allowed = (options.allowCredentials ?? []).map(({ id }) => id);
      const found = kept.findLast(({ id }) => allowed.length === 0 || allowed.includes(id)) ?? kept.at(-1);
      if (!found) throw new Error('the authenticator has no passkey');
      const client = clientData('webauthn.get', options, wrong);
      const data = dataOf(options.rpId ?? '', 0, wrong);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), found.privateKey).toString('base64url');
      return credential(wrong.credentialId ?? found.id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: wrong.signature ?? signature,
        userHandle: 'userHandle' in wrong ? wrong.userHandle : found.userHandle,
      });
    },
  };
}

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

const credential = (id: string, response: object): string =>
  JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });

function length16(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}

/** A text of less than 24 bytes in CBOR. */
const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);

/** The map `{ fmt, attStmt, authData }`, with an empty statement, or with a certificate that is none. */
function attestation(format: string, data: Buffer): Buffer {
  const certified = Buffer.concat([Buffer.from([0xa1]), text('x5c'), Buffer.from([0x81, 0x41, 0x00])]);
  const statement = format === 'none' ? Buffer.from([0xa0]) : certified;
  const parts = [Buffer.from([0xa3]), text('fmt'), text(format), text('attStmt'), statement, text('authData')];
  return Buffer.concat([...parts, Buffer.from([0x59]), length16(data), data]);
}

/** `{ 1: 2, 3: -7, -1: 1, -2: x, -3: y }` (RFC 9053, 7.1.1). */
function coseOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
  const point = [Buffer.from(x, 'base64url'), Buffer.from([0x22, 0x58, 0x20]), Buffer.from(y, 'base64url')];
  return Buffer.concat([head, ...point]);
}
