import type { KeyMistakes, KeyReason, Signed } from '../../ports/client-mistakes.ts';

const signedWords: Readonly<Record<Signed, string>> = {
  private_key_jwt: 'private_key_jwt',
  request: 'a signed request',
};

/** What is wrong with the keys of a client that registers itself (RFC 7591, 3.2.2). */
export const keyMistakeWords: { readonly [Code in keyof KeyMistakes]: (data: KeyMistakes[Code]) => string } = {
  'key-bits': ({ bits, least }) => `has ${bits} bits: RSA has ${least} or more (RFC 7518, 3.3)`,
  'key-exponent': ({ exponent }) => `has the exponent ${exponent}: RSA has an odd one, 3 or more (RFC 8017, 3.1)`,
  'key-private': () => 'must be the public half of a key: "kty" EC, RSA or OKP, without "d"',
  'key-unreadable': () => 'is no public key that can be read (RFC 7518, 6)',
  'keys-missing': ({ signed }) => `${signedWords[signed]} needs jwks or jwks_uri`,
  'keys-unfit': ({ signed, algorithms, reasons }) =>
    `no key of jwks signs by ${algorithms.join(' or ')} for ${signedWords[signed]} (${reasons
      .map((reason, place) => `key ${place}: ${reasonWords(reason)}`)
      .join('; ')})`,
  'kid-twice': ({ kid }) => `${kid} names another key of this set too`,
};

function reasonWords(reason: KeyReason): string {
  switch (reason.code) {
    case 'alg':
    case 'use':
      return `its "${reason.code}" is ${reason.value}`;
    case 'curve-p256':
      return 'it is of P-256';
    case 'kind':
      return `it is of ${reason.kind}, and neither EC P-256 nor RSA`;
    case 'operations':
      return 'its "key_ops" have no "verify"';
    case 'rsa':
      return 'it is of RSA';
  }
}
