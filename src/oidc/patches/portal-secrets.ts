import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client, Provider } from 'oidc-provider';
import { SECRET_HASHES, type SecretHash } from '../clients/portal-fields.ts';

interface Compared extends Client {
  compareClientSecret(shown: string): boolean;
  [SECRET_HASHES]?: readonly SecretHash[];
}

/**
 * From here on a client of the portal proves itself by the secrets whose hashes it has, until each ends; its
 * `client_secret` is compared with nothing. All hashes are always compared, in constant time.
 */
export function acceptHashedSecrets({ Client }: Pick<Provider, 'Client'>, now: () => Date): void {
  const prototype = Client.prototype as Compared;
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = function (shown) {
    const hashes = this[SECRET_HASHES];
    if (hashes === undefined) return compare.call(this, shown);
    const digest = createHash('sha256').update(shown).digest();
    const found = hashes.map(({ hash, until }) => isSame(digest, hash) && now().getTime() < until);
    return found.includes(true);
  };
}

const isSame = (digest: Buffer, hash: string): boolean => {
  const other = Buffer.from(hash, 'hex');
  return other.length === digest.length && timingSafeEqual(digest, other);
};
