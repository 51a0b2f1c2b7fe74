import type { ChangePages } from '../../shape/pages/changes.ts';

/** Changes that concern clients. */
export const changes: ChangePages = {
  title: 'Cambios para plataformas',
  intro:
    'Lo que cambia en Clave Sence para los sistemas conectados, lo más nuevo primero. Si algo obliga a cambiar su sistema, se publica al menos 30 días antes. También escribimos a sus contactos técnicos.',
  feed: 'Recibir los cambios en un lector (Atom)',
  author: 'Clave Sence, SENCE',
  action: 'Qué hacer',
  kinds: { nuevo: 'Nuevo', cambio: 'Cambia', retiro: 'Se retira' },
  published: (day) => `Publicado el ${day}`,
  effective: (day) => `Rige desde el ${day}`,
  changes: {
    'errores-y-cifras': {
      title: 'Errores y cifras de su plataforma',
      text: 'La ficha de cada plataforma muestra sus errores de las últimas 24 horas, con causa y solución. También muestra sus cifras de 30 días.',
      action: 'Nada. Cuando algo falle, busque en la ficha el código de atención.',
    },
    portal: {
      title: 'Portal para desarrolladores',
      text: 'Una organización registra sus plataformas, renueva secretos y pide la revisión en /desarrolladores.',
      action: 'Nada para las plataformas que ya están conectadas.',
    },
    'error-uri': {
      title: 'Cada error trae la dirección de su explicación',
      text: 'Las respuestas con error llevan error_uri, y las de JSON también reference, un código de atención.',
      action: 'Guarde reference en su registro: con ese código la mesa de ayuda encuentra la causa.',
    },
  },
};
