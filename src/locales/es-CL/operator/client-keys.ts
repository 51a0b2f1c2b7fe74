import type { KeyMistakes, KeyReason, Signed } from '../../../ports/client-mistakes.ts';
import type { Texts } from '../../shape/texts.ts';
import { oneOf } from './client-mistakes.ts';

const signedTexts: Readonly<Record<Signed, string>> = {
  private_key_jwt: 'private_key_jwt',
  request: 'una solicitud firmada',
};

/** What is wrong with the keys in `jwks` of a client file. */
export const clientKeyMistakes: Texts<KeyMistakes> = {
  'key-bits': ({ bits, least }) => `tiene ${bits} bits; una llave RSA tiene ${least} o más (RFC 7518, 3.3)`,
  'key-exponent': ({ exponent }) =>
    `tiene el exponente ${exponent}; una llave RSA tiene uno impar, de 3 o más (RFC 8017, 3.1)`,
  'key-private': () => 'debe ser la mitad pública de una llave: "kty" EC, RSA u OKP, sin "d"',
  'key-unreadable': () => 'no es una llave pública que se pueda leer (RFC 7518, 6)',
  'keys-missing': ({ signed }) => `${signedTexts[signed]} necesita jwks o jwks_uri`,
  'keys-unfit': ({ signed, algorithms, reasons }) =>
    `ninguna llave de jwks firma con ${oneOf(algorithms)} para ${signedTexts[signed]} (${reasons
      .map((reason, place) => `llave ${place}: ${reasonText(reason)}`)
      .join('; ')})`,
  'kid-twice': ({ kid }) => `${kid} nombra también otra llave de este conjunto`,
};

function reasonText(reason: KeyReason): string {
  switch (reason.code) {
    case 'alg':
    case 'use':
      return `su "${reason.code}" es ${reason.value}`;
    case 'curve-p256':
      return 'es de P-256';
    case 'kind':
      return `es de ${reason.kind || 'ningún tipo'}, y no EC P-256 ni RSA`;
    case 'operations':
      return 'sus "key_ops" no tienen "verify"';
    case 'rsa':
      return 'es RSA';
  }
}
