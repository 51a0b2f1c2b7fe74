import type { SecondFactorPages } from '../../shape/pages/second-factor.ts';

/** The second factor in Mi cuenta. */
export const secondFactor: SecondFactorPages = {
  titles: {
    app: 'Agregar una aplicación de códigos – Mi cuenta',
    passkey: 'Agregar una clave de acceso – Mi cuenta',
    name: 'Cambiar el nombre – Mi cuenta',
    printed: 'Sus códigos de respaldo – Mi cuenta',
    printedOver: 'Los códigos ya no se muestran – Mi cuenta',
    newCodes: 'Imprimir códigos nuevos – Mi cuenta',
    remove: 'Quitar el segundo factor – Mi cuenta',
  },
  copies: {
    one: 'Solo en el aparato en que la creó. Si lo pierde, necesita otro factor o un código.',
    many: 'Puede guardarse también en su nube: así la recupera en otro teléfono.',
  },
  kinds: {
    totp: 'Aplicación de códigos',
    passkey: 'Clave de acceso (passkey)',
  },
};
