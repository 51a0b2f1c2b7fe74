import type { ReferencePages } from '../../shape/pages/reference.ts';

const numbers = new Intl.NumberFormat('es-CL');
const counted = (amount: number, one: string, many: string): string =>
  `${numbers.format(amount)} ${amount === 1 ? one : many}`;

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return counted(seconds / 86_400, 'día', 'días');
  if (seconds % 3600 === 0) return counted(seconds / 3600, 'hora', 'horas');
  if (seconds % 60 === 0) return counted(seconds / 60, 'minuto', 'minutos');
  return counted(seconds, 'segundo', 'segundos');
}

/** Referencia para plataformas. */
export const reference: ReferencePages = {
  title: (version) => `Referencia, versión ${version}`,
  intro: (published) => `Rige desde el ${published}. Los valores en que su sistema puede confiar.`,
  over: 'Esta versión ya no rige.',
  toCurrent: 'Ver la versión vigente',
  heads: {
    scopes: 'Datos que se piden (scopes y claims)',
    identityLevels: 'Niveles de identidad',
    acrValues: 'Niveles de autenticación (acr)',
    errors: 'Códigos de un ingreso que no termina',
    protocolErrors: 'Errores del protocolo',
    lifetimes: 'Cuánto dura cada cosa',
    limits: 'Límites',
    versions: 'Versiones',
  },
  columns: {
    scope: 'scope',
    claims: 'claims',
    when: 'Cuándo',
    code: 'Código',
    error: 'error',
    what: 'Qué',
    amount: 'Valor',
    version: 'Versión',
  },
  always: 'Siempre',
  identity: 'Con la identidad que su plataforma exige',
  noClaims: 'No agrega claims',
  scopes: {
    openid: 'Identificador de la persona, propio de cada plataforma',
    profile: 'Nombre',
    run: 'RUT o NIE',
    email: 'Correo',
    phone: 'Teléfono',
    address: 'Domicilio',
    empresa: 'Empresa y quién la representa',
    offline_access: 'Seguir conectada sin la persona presente',
  },
  lifetimes: {
    authorizationCode: 'Código de autorización',
    accessToken: 'Token de acceso',
    idToken: 'ID token',
    clientCredentials: 'Token de una organización',
    deviceCode: 'Código de un dispositivo',
    pushedRequest: 'Pedido enviado antes (PAR)',
    signIn: 'Un ingreso, con el tiempo para volver',
    session: 'Sesión en Clave Sence',
    idle: 'Sesión sin uso',
    refreshToken: 'Refresh token, a lo más',
    offlineRefreshToken: 'Refresh token con offline_access',
  },
  limits: {
    clientAuthFailures: 'Secretos equivocados de una plataforma, desde una red',
    begunByPublicClient: 'Pedidos PAR y códigos de dispositivo de una plataforma sin secreto, desde una red',
    documentsByNetwork: 'Documentos de metadatos que se leen por una red, en pruebas',
    documentsByHost: 'Documentos de metadatos que se leen de un servidor, en pruebas',
    secretsAtATime: 'Secretos vigentes a la vez',
    secretFirstNotice: 'Primer aviso antes del fin de un secreto',
    secretLastNotice: 'Último aviso antes del fin de un secreto',
    logoBytes: 'Tamaño de un logo, a lo más',
    logoLeastSide: 'Lado de un logo, al menos',
    logoMostSide: 'Lado de un logo, a lo más',
  },
  amount(amount, unit) {
    if (unit === 'seconds') return duration(amount);
    if (unit === 'days') return counted(amount, 'día', 'días');
    if (unit === 'bytes') return counted(amount, 'byte', 'bytes');
    if (unit === 'pixels') return counted(amount, 'píxel', 'píxeles');
    return numbers.format(amount);
  },
  within: (amount, window) => `${amount} en ${window}`,
  guides: (version) => `Guías para la versión ${version} de la referencia`,
  version: (version, published) => `Versión ${version}, del ${published}`,
};
