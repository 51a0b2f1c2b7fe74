import type { Tokens } from '../ports/deps.ts';
import type { KeyMaterial } from './secrets.ts';

/** Form tokens and sealed addresses, without a database row. */
export function sealedTokens(secrets: KeyMaterial): Tokens {
  return {
    csrfToken: (browser, form) => secrets.hmac('forms', 'ficha', browser, form).toString('base64url'),
    pack: (purpose, content) => secrets.seal(JSON.stringify(content), `token:${purpose}`).toString('base64url'),
    unpack(purpose, packed) {
      try {
        return JSON.parse(secrets.open(Buffer.from(packed, 'base64url'), `token:${purpose}`));
      } catch {
        return undefined;
      }
    },
  };
}
