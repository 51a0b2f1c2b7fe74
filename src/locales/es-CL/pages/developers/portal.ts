import type { PortalPages } from '../../../shape/pages/portal.ts';
import { clientMistakeWords } from '../../operator/clients.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Desarrolladores, beside the page of errors. */
export const portal: PortalPages = {
  titles: {
    front: 'Conectar una plataforma',
    home: 'Sus plataformas',
    create: 'Registrar una plataforma',
    edit: 'Editar la plataforma',
    revise: 'Cambiar los datos de la plataforma',
    contacts: 'Cambiar los contactos',
    secret: 'Secreto nuevo',
    secretOver: 'El secreto ya se mostró',
    noEntry: 'No pudimos abrir Desarrolladores',
    gone: 'No encontramos esa plataforma',
    logo: 'Logo de la plataforma',
  },
  mailPaused: {
    secrets: (until) => `Llegó al tope de correos sobre secretos: no le enviaremos más hasta el ${until}.`,
    ends: (until) => `Llegó al tope de correos sobre secretos que terminan: no le enviaremos más hasta el ${until}.`,
    contacts: (until) => `Llegó al tope de correos sobre contactos: no le enviaremos más hasta el ${until}.`,
    reviews: (until) => `Llegó al tope de correos sobre envíos a revisión: no le enviaremos más hasta el ${until}.`,
    changes: (until) => `Llegó al tope de correos sobre cambios: no le enviaremos más hasta el ${until}.`,
  },
  gone: 'Esa plataforma no existe, o no es de una organización en la que usted participa.',
  states: {
    borrador: { name: 'Borrador', meaning: 'Puede editarla. Nadie ingresa todavía en producción.' },
    'en-revision': { name: 'En revisión', meaning: 'SENCE revisa lo que declaró. Mientras tanto no se puede editar.' },
    certificacion: { name: 'En certificación', meaning: 'Solo ingresan personas de su organización.' },
    produccion: { name: 'En producción', meaning: 'Ingresan todas las personas.' },
    suspendida: { name: 'Suspendida', meaning: 'Nadie ingresa. Las personas ven una página que lo dice.' },
  },
  statesTried: {
    borrador: 'Puede editarla. Las personas ficticias ya ingresan: aquí no necesita revisión.',
    'en-revision': 'Mientras dura la revisión no se puede editar. Las personas ficticias ingresan igual.',
    certificacion: 'Las personas ficticias ingresan, también las de otra organización.',
    produccion: 'Las personas ficticias ingresan. Nada de este ambiente vale en producción.',
    suspendida: 'Nadie ingresa. Las personas ven una página que lo dice.',
  },
  roles: { administra: 'Administra', desarrolla: 'Desarrolla', mira: 'Mira' },
  scopes: {
    profile: 'Nombre (profile)',
    run: 'RUT y nivel de identidad (run)',
    email: 'Correo (email)',
    phone: 'Celular (phone)',
    address: 'Domicilio (address)',
    empresa: 'Empresa y quién la representa (empresa)',
    offline_access: 'Seguir conectada sin la persona presente (offline_access)',
  },
  methods: {
    client_secret_basic: 'Secreto en el encabezado (client_secret_basic)',
    client_secret_post: 'Secreto en el formulario (client_secret_post)',
    private_key_jwt: 'Clave privada, sin secreto (private_key_jwt)',
    none: 'Aplicación sin servidor, con PKCE (none)',
  },
  done: {
    creada: 'La plataforma quedó registrada como borrador.',
    guardada: 'Los cambios quedaron guardados.',
    enviada: 'La plataforma quedó enviada a revisión.',
    retirada: 'La plataforma volvió a borrador.',
    borrada: 'El borrador quedó borrado.',
    secreto: 'El secreto nuevo ya es válido.',
    terminado: 'El secreto terminó: ya no sirve.',
    probada: 'Probamos los avisos de salida. El resultado está en la lista.',
    pedida: 'Recibimos su pedido. Una persona de SENCE lo confirma.',
    logo: 'El logo quedó guardado.',
    'sin-logo': 'La plataforma quedó sin logo.',
    cambio: 'El cambio quedó guardado como borrador.',
    'sin-cambios': 'No cambió nada.',
    'cambio-enviado': 'El cambio quedó enviado a revisión.',
    'cambio-retirado': 'El cambio volvió a borrador.',
    'cambio-descartado': 'El cambio quedó descartado.',
    contactos: 'Los contactos quedaron cambiados.',
  },
  faults: {
    missing: 'Falta completar este campo.',
    long: 'El texto es demasiado largo.',
    email: 'No es un correo. Ejemplo: nombre@organizacion.cl',
    'no-json': 'No es JSON. Pegue las claves públicas así: {"keys": [ … ]}',
    'scope-unexplained': 'Diga para qué necesita este dato.',
    'keys-missing': 'Pegue las claves públicas, o indique la dirección donde están.',
    'keys-twice': 'Deje solo uno: las claves pegadas o la dirección.',
    'lines-many': 'Hay demasiadas direcciones: escriba 10 como máximo.',
    organisation: 'Elija una organización en la que usted administra o desarrolla.',
  },
  mistake(mistake) {
    if (mistake.code === 'loopback-address')
      return 'Debe ser https: solo una aplicación nativa vuelve a su propio equipo.';
    if (mistake.code === 'not-public') return 'Debe ser una dirección https con un nombre público.';
    if (mistake.code === 'name-taken')
      return 'Ese nombre se confunde con otra plataforma, con SENCE o con una clave del Estado. Elija otro.';
    return `${capital(clientMistakeWords(mistake))}.`;
  },
  onLine: (line, text) => `Línea ${line}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
};
