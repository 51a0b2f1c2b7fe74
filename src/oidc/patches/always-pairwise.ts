import type { Provider } from 'oidc-provider';

/**
 * Makes every client pairwise, whatever its metadata says. The library lets a device be pairwise only with a sector
 * document; here the sector is a field of the client's file, and devices are registered as `public` to pass that check.
 */
export function alwaysPairwise({ Client }: Pick<Provider, 'Client'>): void {
  Object.defineProperty(Client.prototype, 'subjectType', {
    get: () => 'pairwise',
    set(this: object) {
      Object.defineProperty(this, 'subjectType', { value: 'pairwise', enumerable: true });
    },
  });
}
