import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

/**
 * Makes every client pairwise, whatever its metadata says. The library lets a device be pairwise only with a document of
 * its sector; here the sector is a field of the client's file, and devices are entered as `public` to pass that check.
 */
export function alwaysPairwise(provider: Provider): void {
  Object.defineProperty(provider.Client.prototype, 'subjectType', {
    get: () => 'pairwise',
    set(this: object) {
      Object.defineProperty(this, 'subjectType', { value: 'pairwise', enumerable: true });
    },
  });
  provider.use(tellPairwise);
}

/** Discovery says what is so (OpenID Connect Discovery 3). */
async function tellPairwise(ctx: Context, next: Next): Promise<void> {
  await next();
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  if (oidc?.route === 'discovery') Object.assign(ctx.body as object, { subject_types_supported: ['pairwise'] });
}
