import type { Provider } from 'oidc-provider';

/**
 * After an error in a device's sign-in the library marks the session as touched once it has been looked at for saving,
 * and fails (500) where it was never saved. From here on such a one is left alone: nobody holds its cookie.
 */
export function leaveUnsavedSessions({ Session }: Pick<Provider, 'Session'>): void {
  const prototype = Session.prototype as unknown as { exp?: number; persist(): Promise<unknown> };
  const { persist } = prototype;
  prototype.persist = async function () {
    return this.exp === undefined ? undefined : persist.call(this);
  };
}
