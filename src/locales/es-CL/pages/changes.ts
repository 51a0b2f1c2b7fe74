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
    'referencia-1': {
      title: 'Referencia con versiones',
      text: 'Datos, niveles, errores, plazos y límites están en /desarrolladores/referencia. Las versiones anteriores siguen ahí.',
      action: 'Nada. Anote la versión con que construyó su sistema.',
    },
    'logo-de-plataforma': {
      title: 'Logo de la plataforma',
      text: 'Una plataforma del portal puede tener un logo. Las personas lo ven al ingresar, en producción después de la revisión.',
      action: 'Si quiere un logo, agréguelo en la ficha mientras es borrador.',
    },
    'documento-de-metadatos': {
      title: 'Pruebas sin registrar nada',
      text: 'En el ambiente de pruebas, el client_id puede ser la dirección https de un documento de metadatos.',
      action: 'Publique el documento en su servidor y use su dirección como client_id. En producción no sirve.',
    },
    'datos-opcionales': {
      title: 'Datos opcionales y página de permiso con los valores',
      text: 'La persona ve los valores que va a entregar. Los datos opcionales vienen sin marcar, y puede no entregarlos.',
      action: 'Si declara datos opcionales, revise que su sistema funcione cuando no llegan.',
    },
    'permiso-retirado': {
      title: 'Evento permiso-retirado',
      text: 'Cuando una persona retira el permiso, terminan sus tokens y su sesión en esa plataforma. También sale un aviso firmado.',
      action: 'Si recibe eventos de seguridad, atienda este: deje de usar los datos de esa persona.',
    },
    'prompt-create': {
      title: 'Registro desde su plataforma: prompt=create',
      text: 'Con prompt=create la persona empieza por crear su Clave Sence, y vuelve a su plataforma con la sesión iniciada.',
      action: 'Nada. Si quiere un botón «Crear Clave Sence», agregue ese parámetro.',
    },
    'plataformas-json': {
      title: 'Lista pública de plataformas en JSON',
      text: 'En /plataformas.json están el propósito, los datos, la base legal y el contacto de cada plataforma.',
      action: 'Revise que los datos de su plataforma estén bien.',
    },
    'security-txt': {
      title: 'Dónde informar una vulnerabilidad',
      text: 'En /.well-known/security.txt está el contacto para informar un problema de seguridad.',
      action: 'Nada. Si encuentra un problema, escriba a ese contacto.',
    },
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
