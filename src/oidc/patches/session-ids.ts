import type { Provider } from 'oidc-provider';

/**
 * From here on every ID token says of which session it is (`sid`), so that it proves a logout of that session without a
 * question; the library does so only for platforms that are told of logouts by `sid`.
 */
export function exposeSessionIds({ Client }: Pick<Provider, 'Client'>): void {
  (Client.prototype as unknown as { includeSid(): boolean }).includeSid = () => true;
}
