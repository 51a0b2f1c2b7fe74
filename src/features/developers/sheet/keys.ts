import type { SheetSection } from './section.ts';

/** The public keys of a client that signs, or where they are. */
export const keysSection: SheetSection = {
  name: 'keys',
  locals({ client: { data } }) {
    if (data.authMethod !== 'private_key_jwt') return undefined;
    return {
      address: data.jwksUri,
      keys: (data.jwks?.keys ?? []).map(({ kid, kty, crv }) => [kid, kty, crv].filter(Boolean).join(', ')),
    };
  },
};
