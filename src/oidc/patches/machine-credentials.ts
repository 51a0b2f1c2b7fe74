import { createHash, timingSafeEqual } from 'node:crypto';
import { type Client, Provider } from 'oidc-provider';
import { MACHINE_CREDENTIALS, machineOf } from '../clients/machine-fields.ts';
import { noteCredential } from '../machine-access.ts';

interface Compared extends Client {
  readonly clientAuthMethod: string;
  compareClientSecret(shown: string): boolean;
}

/**
 * From here on a machine proves itself by any of its credentials, until each ends: a secret in the header, compared with
 * hashes in constant time, or an assertion that one of its keys signed. The library knows one method of a client.
 */
export function acceptMachineCredentials({ Client }: Pick<Provider, 'Client'>, now: () => Date): void {
  const prototype = Client.prototype as unknown as Compared;
  acceptBothMethods(prototype);
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = function (shown) {
    const credentials = machineOf(this)[MACHINE_CREDENTIALS];
    if (credentials === undefined) return compare.call(this, shown);
    const digest = createHash('sha256').update(shown).digest();
    const [found] = credentials.filter(({ hash, until }) => isSame(digest, hash) && now().getTime() < until);
    if (found) noteCredential(Provider.ctx, found.number);
    return found !== undefined;
  };
}

function acceptBothMethods(prototype: Compared): void {
  const { get } = Object.getOwnPropertyDescriptor(prototype, 'clientAuthMethod') ?? {};
  if (!get) throw new Error('the library has another way to say how a client authenticates');
  Object.defineProperty(prototype, 'clientAuthMethod', {
    configurable: true,
    get(this: Compared) {
      const signed = Provider.ctx?.oidc?.params?.client_assertion !== undefined;
      return signed && machineOf(this)[MACHINE_CREDENTIALS] ? 'private_key_jwt' : get.call(this);
    },
  });
}

const isSame = (digest: Buffer, hash = ''): boolean => {
  const other = Buffer.from(hash, 'hex');
  return other.length === digest.length && timingSafeEqual(digest, other);
};
