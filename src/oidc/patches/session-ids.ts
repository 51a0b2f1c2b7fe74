import type { Provider } from 'oidc-provider';

/**
 * From here on every ID token names its session (`sid`), so that it can prove a logout of that session without a
 * question; the library does so only for clients that are notified of logouts by `sid`.
 */
export function exposeSessionIds({ Client }: Pick<Provider, 'Client'>): void {
  (Client.prototype as unknown as { includeSid(): boolean }).includeSid = () => true;
}
