import { type Argon2Work, DIGEST_BYTES } from './engine.ts';

/** Parameters, salt and digest of a hash in PHC string format. */
export interface Phc extends Omit<Argon2Work, 'secret'> {
  readonly digest: Buffer;
}

const FORM = /^\$argon2id\$v=19\$([mtp]=\d{1,7}(?:,[mtp]=\d{1,7}){2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/**
 * Parameters beyond these are not computed: an attacker who can write rows must not choose what a try costs the server.
 */
const MOST = { memoryCost: 262_144, timeCost: 10, parallelism: 4 };
const SALT_BYTES = { least: 8, most: 64 };

/** Writes it in the order of the reference implementation: m, t, p. */
export function writePhc({ memoryCost, timeCost, parallelism, salt, digest }: Phc): string {
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${base64(salt)}$${base64(digest)}`;
}

/**
 * Reads it, whatever the order of its parameters. Undefined for another algorithm, associated data, a digest that is
 * not 32 bytes long (a short one is easily matched by chance), and for parameters far beyond the product's.
 */
export function readPhc(text: string): Phc | undefined {
  const [, parameters = '', salt = '', digest = ''] = FORM.exec(text) ?? [];
  const values = new Map(parameters.split(',').map((each) => [each.slice(0, 1), Number(each.slice(2))]));
  const read = {
    memoryCost: values.get('m') ?? 0,
    timeCost: values.get('t') ?? 0,
    parallelism: values.get('p') ?? 0,
    salt: Buffer.from(salt, 'base64'),
    digest: Buffer.from(digest, 'base64'),
  };
  return isComputable(read) ? read : undefined;
}

function isComputable({ memoryCost, timeCost, parallelism, salt, digest }: Phc): boolean {
  if (digest.length !== DIGEST_BYTES || salt.length < SALT_BYTES.least || salt.length > SALT_BYTES.most) return false;
  if (timeCost < 1 || timeCost > MOST.timeCost || parallelism < 1 || parallelism > MOST.parallelism) return false;
  return memoryCost >= 8 * parallelism && memoryCost <= MOST.memoryCost;
}

/** Without padding, as the format requires. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
