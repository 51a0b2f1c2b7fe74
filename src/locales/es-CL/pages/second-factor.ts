import type { SecondFactorPages } from '../../shape/pages/second-factor.ts';

/** The second factor in Mi cuenta. */
export const secondFactor: SecondFactorPages = {
  titles: {
    app: 'Agregar una aplicación de códigos – Mi cuenta',
    printed: 'Sus códigos de respaldo – Mi cuenta',
    printedOver: 'Los códigos ya no se muestran – Mi cuenta',
    newCodes: 'Imprimir códigos nuevos – Mi cuenta',
    remove: 'Quitar el segundo factor – Mi cuenta',
  },
  kinds: {
    totp: 'Aplicación de códigos',
    passkey: 'Clave de acceso (passkey)',
  },
};
