import type { CDPSession, Page } from 'playwright-core';

/** An authenticator of the browser: one that confirms its user by itself, or one that does not. */
interface Device {
  /** Whether its user confirms from now on. */
  confirms(yes: boolean): Promise<void>;
  passkeys(): Promise<number>;
  /** From now on it is another device, which has no passkey. */
  change(): Promise<void>;
}

/** Gives the browser of a page an authenticator that answers at once. */
export async function deviceOf(page: Page): Promise<Device> {
  const browser: CDPSession = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable', { enableUI: false });
  const add = () =>
    browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  let { authenticatorId } = await add();
  return {
    confirms: async (yes) =>
      void (await browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes })),
    passkeys: async () => (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    change: async () => {
      await browser.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      ({ authenticatorId } = await add());
    },
  };
}
