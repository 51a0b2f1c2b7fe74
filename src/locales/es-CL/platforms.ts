import type { PlatformTexts } from '../shape/platforms.ts';

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const inRequests = (at: string | undefined): string => (at ? `Lo vimos en sus solicitudes el ${at}.` : '');

/** Clients of organisations: review, checklist and suspension. */
export const platformTexts: PlatformTexts = {
  states: {
    borrador: 'Borrador',
    'en-revision': 'En revisión',
    certificacion: 'En certificación',
    produccion: 'En producción',
    suspendida: 'Suspendida',
  },
  fields: {
    name: 'Nombre',
    logo: 'Logo',
    home: 'Página de inicio',
    policyUri: 'Política de privacidad',
    redirectUris: 'Direcciones de vuelta',
    postLogoutRedirectUris: 'Direcciones después de salir',
    backchannelLogoutUri: 'Dirección que recibe avisos de salida',
    authMethod: 'Cómo se autentica',
    keys: 'Claves públicas',
    idTokenAlg: 'Firma del ID token',
    scopes: 'Datos que pide',
    purpose: 'Finalidad',
    legalBasis: 'Base legal',
    technicalContacts: 'Contactos técnicos',
    institutionalContact: 'Contacto institucional',
  },
  steps: {
    certificacion: 'Revisión de la plataforma',
    revision: 'Cambio de una plataforma revisada',
    produccion: 'Paso a producción',
    suspension: 'Suspensión',
    levantamiento: 'Fin de la suspensión',
  },
  reasons: {
    'incidente-de-seguridad': 'Un incidente de seguridad',
    'uso-indebido': 'Usa los datos para otra finalidad',
    'datos-falsos': 'Los datos de la plataforma no son ciertos',
    incumplimiento: 'No cumple las condiciones de uso',
    'a-pedido': 'Lo pidió la organización',
  },
  authMethods: {
    client_secret_basic: 'Con un secreto, en el encabezado (client_secret_basic)',
    client_secret_post: 'Con un secreto, en el cuerpo (client_secret_post)',
    private_key_jwt: 'Con una clave privada (private_key_jwt)',
    none: 'No se identifica: cliente público con PKCE (none)',
  },
  points: {
    https: {
      name: 'Las direcciones usan https o son del propio equipo',
      missing: 'Cambie las direcciones que no empiezan con https.',
      seen: () => 'Lo comprobamos en los datos de la plataforma.',
    },
    redirects: {
      name: 'Las direcciones de vuelta son exactas',
      missing: 'Escriba cada dirección de vuelta completa, sin asteriscos ni fragmentos.',
      seen: () => 'Lo comprobamos en los datos de la plataforma.',
    },
    logout: {
      name: 'Recibe los avisos de salida',
      missing: 'Indique la dirección que recibe avisos de salida y pruébela en la ficha.',
      seen: (at) => (at ? `Enviamos un aviso firmado y uno falso el ${at}.` : ''),
    },
    pkce: {
      name: 'Usa PKCE',
      missing: 'Envíe code_challenge con code_challenge_method=S256 en cada ingreso. Después ingrese una vez.',
      seen: inRequests,
    },
    state: {
      name: 'Envía state',
      missing: 'Envíe un valor nuevo de state en cada ingreso y compárelo a la vuelta. Después ingrese una vez.',
      seen: inRequests,
    },
    nonce: {
      name: 'Envía nonce',
      missing:
        'Envíe un valor nuevo de nonce en cada ingreso y compárelo con el del id_token. Después ingrese una vez.',
      seen: inRequests,
    },
    errors: {
      name: 'Sigue funcionando después de un error',
      missing:
        'Ingrese, presione «Volver» para cancelar y, desde su página de error, ingrese otra vez antes de 30 minutos.',
      seen: (at) => (at ? `Hubo un ingreso correcto después de un error el ${at}.` : ''),
    },
  },
  pointsTried: { cumplido: 'Se cumple', falta: 'Sin probar todavía', 'sin-comprobar': 'No se puede comprobar' },
  pointStates: { cumplido: 'Cumplido', falta: 'Falta', 'sin-comprobar': 'No se puede comprobar' },
  logoutResults: {
    aceptado: 'Aceptó el aviso firmado y rechazó el falso.',
    'sesion-desconocida':
      'Respondió 400 a los dos: no conoce esa sesión. Compruebe usted que acepta el de una sesión suya.',
    'acepta-falsos': 'Aceptó un aviso con firma falsa. Compruebe la firma antes de cerrar una sesión.',
    rechazado: 'Respondió con otro código. Debe responder 200 o 204.',
    'sin-respuesta': 'No respondió en tres segundos, o no se pudo conectar.',
  },
  none: 'No indica',
  native: 'Aplicación en un equipo o teléfono',
  web: 'Aplicación web',
  keys: (count) => (count === 1 ? 'Una clave pegada' : `${count} claves pegadas`),
  picture: (mark) => `Una imagen (${mark})`,
  logos: { before: 'Logo que rige hoy', after: 'Logo con el cambio', reviewed: 'Logo que se revisa' },
  noPicture: {
    pendiente: 'El antivirus revisa el archivo. Se verá en unos minutos.',
    rechazado: 'El archivo se rechazó o ya no existe: no se muestra.',
  },
  reopens: (point, fields) => `${point}, por el cambio en: ${fields}.`,
  reopened: (at, fields) => `El ${at} se aprobó un cambio en: ${fields}. Por eso se comprueban otra vez:`,
  hosts: 'Servidores',
  newHost: (host) => `${host} (nuevo)`,
  was: (before) => `Antes: ${before}`,
  general: 'La plataforma completa',
  since: 'Desde',
  rows: {
    organisation: 'Organización',
    rut: 'RUT',
    client: 'Identificador',
    state: 'Estado',
    step: 'Qué se decide',
    reason: 'Motivo',
    kind: 'Tipo',
    until: 'Termina sola',
  },
  titles: {
    list: 'Plataformas – Mesa de ayuda',
    sheet: 'Una plataforma – Mesa de ayuda',
    review: 'Datos de la plataforma – Mesa de ayuda',
  },
  notNow: 'Ahora no se puede: el caso tiene una propuesta, espera a la organización o terminó.',
  message: (parts) =>
    [
      'Corrija esto en la ficha de la plataforma:',
      ...parts.map(({ name, reason }) => `${name}: ${sentence(reason)}`),
    ].join(' '),
};
