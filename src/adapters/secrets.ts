import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

type Purpose =
  | 'sealing'
  | 'pepper'
  | 'throttle'
  | 'audit'
  | 'forms'
  | 'devices'
  | 'cards'
  | 'cases'
  | 'passkeys'
  | 'audit-seals'
  | 'audit-rows'
  | 'evidence'
  | 'rows';

const ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** All that is derived from SECRETS_KEY. The first key is the current one; older ones only open what they sealed. */
export interface KeyMaterial {
  /** AES-256-GCM bound to its place (`context`): a value moved to another row does not open. */
  seal(content: string | Uint8Array, context: string): Buffer;
  /** Opens what `seal` made under any of the keys; throws when it was changed, moved or made elsewhere. */
  open(sealed: Buffer, context: string): string;
  /** The same for what is no text. */
  openBytes(sealed: Buffer, context: string): Buffer;
  /** HMAC-SHA-256 under a key of its own for each purpose. */
  hmac(purpose: 'throttle' | 'audit' | 'forms' | 'devices' | 'passkeys', ...parts: readonly string[]): Buffer;
  /** The same under each of the keys, the current one first: what an older one wrote is found again. */
  hmacs(purpose: 'cards' | 'cases' | 'throttle', ...parts: readonly string[]): readonly Buffer[];
  /** Peppers by key id, the current one first. */
  readonly peppers: readonly { readonly id: string; readonly pepper: Buffer }[];
  /** Keys of the chain over the audit trail by key id, the current one first. */
  readonly chainKeys: readonly ChainKey[];
  /** Keys of the MACs that rows carry by key id, the current one first. */
  readonly rowKeys: readonly ChainKey[];
  /** Keys of the HMAC in each row of the audit trail by key id, the current one first. */
  readonly auditRowKeys: readonly ChainKey[];
  /** Keys of the HMAC over an evidence bundle by key id, the current one first. */
  readonly evidenceKeys: readonly ChainKey[];
}

export interface ChainKey {
  readonly id: string;
  /** Node takes five times as long for an HMAC of a short text whose key is bytes. */
  readonly key: KeyObject;
}

interface Root {
  readonly id: Buffer;
  key(purpose: Purpose): KeyObject;
}

/** Derives the keys (HKDF-SHA-256, RFC 5869). `keys` are at least 32 characters each, the current one first. */
export function deriveSecrets(keys: readonly [string, ...string[]]): KeyMaterial {
  const roots = keys.map(root);
  const today = roots[0] as Root;
  return {
    seal: (content, context) => seal(today, content, context),
    open: (sealed, context) => open(roots, sealed, context).toString('utf8'),
    openBytes: (sealed, context) => open(roots, sealed, context),
    hmac: (purpose, ...parts) => createHmac('sha256', today.key(purpose)).update(JSON.stringify(parts)).digest(),
    hmacs: (purpose, ...parts) =>
      roots.map(({ key }) => createHmac('sha256', key(purpose)).update(JSON.stringify(parts)).digest()),
    peppers: roots.map(({ id, key }) => ({ id: id.toString('hex'), pepper: key('pepper').export() })),
    chainKeys: roots.map(({ id, key }) => ({ id: id.toString('hex'), key: key('audit-seals') })),
    rowKeys: roots.map(({ id, key }) => ({ id: id.toString('hex'), key: key('rows') })),
    auditRowKeys: roots.map(({ id, key }) => ({ id: id.toString('hex'), key: key('audit-rows') })),
    evidenceKeys: roots.map(({ id, key }) => ({ id: id.toString('hex'), key: key('evidence') })),
  };
}

function root(secret: string): Root {
  const derived = new Map<Purpose, KeyObject>();
  const key = (purpose: Purpose): KeyObject => {
    const known =
      derived.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'clave-sence', purpose, 32)));
    derived.set(purpose, known);
    return known;
  };
  return { id: createHash('sha256').update(`id:${secret}`).digest().subarray(0, ID_BYTES), key };
}

function seal({ id, key }: Root, content: string | Uint8Array, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key('sealing'), iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(Buffer.from(content as string)), cipher.final()]);
  return Buffer.concat([id, iv, cipher.getAuthTag(), body]);
}

function open(roots: readonly Root[], sealed: Buffer, context: string): Buffer {
  const id = sealed.subarray(0, ID_BYTES);
  const found = roots.find((candidate) => candidate.id.equals(id));
  if (!found) throw new Error('sealed under a key that SECRETS_KEY does not list');
  const iv = sealed.subarray(ID_BYTES, ID_BYTES + IV_BYTES);
  const tag = sealed.subarray(ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES);
  const body = sealed.subarray(ID_BYTES + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', found.key('sealing'), iv)
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
