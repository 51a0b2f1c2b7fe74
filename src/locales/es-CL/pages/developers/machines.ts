import type { MachinePagesTexts } from '../../../shape/pages/machines.ts';

/** Machines of organisations in Desarrolladores. */
export const machines: MachinePagesTexts = {
  titles: {
    list: 'Sus máquinas',
    create: 'Crear una máquina',
    secret: 'Secreto nuevo de la máquina',
    secretOver: 'El secreto de la máquina ya se mostró',
    gone: 'No encontramos esa máquina',
    sheet: (name) => name,
  },
  gone: 'Esa máquina no existe, o no es de una organización en la que usted participa.',
  kinds: { secret: 'Secreto', key: 'Clave pública' },
  done: {
    creada: 'La máquina quedó creada. Ahora cree una credencial.',
    terminada: 'La máquina terminó: sus credenciales y sus tokens ya no sirven.',
    llave: 'La clave pública quedó registrada.',
    permisos: 'Los permisos quedaron cambiados: lo que quitó ya no sirve, y lo que agregó sirve en 5 segundos.',
    credencial: 'La credencial terminó: ya no sirve, y sus tokens tampoco.',
  },
  faults: {
    missing: 'Falta completar este campo.',
    long: 'El texto es demasiado largo: escriba 60 letras como máximo.',
    organisation: 'Elija una organización que usted administra.',
    'no-scope': 'Elija al menos un permiso.',
    months: 'Elija por cuánto tiempo vale.',
    unconfirmed: 'Marque esta casilla para terminar la máquina.',
    private:
      'Eso es una clave privada, y ya no es secreta. Bórrela, cree otro par de claves y pegue solo la clave pública.',
    unreadable: 'No es una clave pública. Pegue el texto PEM completo o un JWK.',
    kind: 'Esa clase de clave no sirve. Use EC P-256 o RSA.',
    weak: 'Esa clave es débil. Use EC P-256, o RSA de 2048 bits o más.',
  },
  neverUsed: 'Sin uso todavía',
  months: (count) => `${count} meses`,
};
