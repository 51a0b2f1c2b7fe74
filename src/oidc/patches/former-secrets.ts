import type { Client, Provider } from 'oidc-provider';
import { FORMER_SECRET } from '../clients/secrets.ts';
import { isSameSecret } from '../same-secret.ts';

/** The library's own comparison, which its types leave out. */
interface Compared extends Client {
  compareClientSecret(shown: string): boolean;
  [FORMER_SECRET]?: string;
}

/** From here on a client's former secret is accepted as well; both are always compared, in constant time. */
export function acceptFormerSecrets({ Client }: Pick<Provider, 'Client'>): void {
  const prototype = Client.prototype as Compared;
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = function (shown) {
    const former = this[FORMER_SECRET];
    const found = [compare.call(this, shown), former !== undefined && isSameSecret(former, shown)];
    return found.includes(true);
  };
}
