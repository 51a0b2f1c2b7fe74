import type { Provider } from 'oidc-provider';

/**
 * After an error in a device's sign-in the library marks the session as touched when it has already been checked for
 * saving, and fails (500) if it was never saved. From here on such a session is left alone: no browser has its cookie.
 */
export function leaveUnsavedSessions({ Session }: Pick<Provider, 'Session'>): void {
  const prototype = Session.prototype as unknown as { exp?: number; persist(): Promise<unknown> };
  const { persist } = prototype;
  prototype.persist = async function () {
    return this.exp === undefined ? undefined : persist.call(this);
  };
}
