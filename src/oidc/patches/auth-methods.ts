import { type Client, errors, Provider } from 'oidc-provider';

/** The library's own comparison, which its types leave out. */
interface Compared extends Client {
  readonly clientAuthMethod: string;
  compareClientSecret(shown: string): boolean;
}

/**
 * From here on a secret is accepted only by the method that the client's metadata names: in the header
 * (`client_secret_basic`) or in the form (`client_secret_post`), OpenID Connect Core 9. The library accepts either from
 * both clients. A secret sent by the other method is not compared, so that nothing is learnt of it.
 */
export function holdToAuthMethod(provider: Provider): void {
  const prototype = provider.Client.prototype as unknown as Compared;
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = function (shown) {
    const shownBy = Provider.ctx?.oidc.params?.client_secret ? 'client_secret_post' : 'client_secret_basic';
    if (this.clientAuthMethod !== shownBy)
      throw new errors.InvalidClientAuth(
        `the secret came by ${shownBy}, and the client's metadata says ${this.clientAuthMethod}`,
      );
    return compare.call(this, shown);
  };
}
