import type { Texts } from '../../shape/texts.ts';

const MAKE_ONE = 'cree una con: openssl rand -base64 32';

/** How a value is malformed, with only the rule. */
type SettingMistake =
  | 'alerts-shape'
  | 'captcha-shape'
  | 'egress-shape'
  | 'hold-left-out'
  | 'hold-range'
  | 'hold-shape'
  | 'hops-shape'
  | 'hosts-shape'
  | 'https-only'
  | 'issuer-shape'
  | 'on-or-off'
  | 'one-database-host'
  | 'path-shape'
  | 'policy-shape'
  | 'port-shape'
  | 'rp-id-address'
  | 'rp-id-foreign'
  | 'rp-id-shape'
  | 'secret-guessable'
  | 'security-contact-shape'
  | 'smtp-sender-shape'
  | 'staff-client-missing'
  | 'staff-secret-shape'
  | 'staff-key-shape'
  | 'yes-or-no';

/** What is wrong with the value of a setting. No text shows the value, which may be a secret. */
export const settingMistakes: Readonly<Record<SettingMistake, string>> = {
  'alerts-shape': 'debe tener correos separados por comas',
  'captcha-shape': 'debe tener cinco letras mayúsculas',
  'egress-shape':
    'debe tener equipos separados por comas, como partner.internal o 10.0.0.7:8443, en minúsculas y nada más',
  'hold-left-out':
    '0 deja que quien tenga la cédula en la mano se quede con la cuenta de inmediato; necesita ACCEPT_CONTACT_TAKEOVER_RISK=yes',
  'hold-range': 'debe ir de 24 a 168',
  'hold-shape': 'debe ser un número de horas',
  'hops-shape': 'debe ser un número de 0 a 9',
  'hosts-shape': 'debe tener direcciones IP separadas por comas, como 127.0.0.1,::1; 0.0.0.0 o :: son todas',
  'https-only': 'debe ser una dirección https (http solo en este equipo: localhost, 127.0.0.1 o [::1])',
  'issuer-shape': 'debe ser un origen, como https://clave.sence.gob.cl',
  'on-or-off': 'debe ser "on" u "off"',
  'one-database-host':
    'nombra varios servidores, y este producto se conecta a uno: dé la dirección que lleva al primario, como la de un proxy o una dirección virtual',
  'path-shape': 'debe ser una ruta que comience con /',
  'policy-shape': 'debe ser "guia" o "segura"',
  'port-shape': 'debe ser un número de puerto, de 1 a 65535',
  'rp-id-address':
    'es una dirección IP, y ningún navegador guarda llaves de acceso para una; indique un dominio, como clave.sence.gob.cl',
  'rp-id-foreign':
    'debe ser el host de ISSUER o un dominio que lo contenga; con otro el navegador no crea ni usa llaves de acceso',
  'rp-id-shape': 'debe ser un dominio en minúsculas, sin https:// ni puerto, como clave.sence.gob.cl',
  'secret-guessable': `se puede adivinar: una letra o palabra repetida, una secuencia o muy pocos caracteres distintos (también cuenta cada llave anterior, tras una coma); ${MAKE_ONE}`,
  'security-contact-shape': 'debe ser mailto: con un correo, o una dirección https',
  'smtp-sender-shape': 'from debe ser un correo, como from=no-responder@sence.cl',
  'staff-client-missing': 'necesita STAFF_CLIENT_ID, y solo uno entre STAFF_CLIENT_SECRET y STAFF_CLIENT_KEY',
  'staff-secret-shape':
    'debe ser el secreto que dio ese proveedor: 24 caracteres al menos, sin espacios, y que no se pueda adivinar',
  'staff-key-shape': 'debe ser una clave privada como JWK, en JSON: RSA, o EC de la curva P-256',
  'yes-or-no': 'debe ser "yes" o "no"',
};

interface ShapeData {
  readonly 'address-shape': { readonly schemes: readonly string[] };
  readonly 'networks-shape': { readonly ofIPv4: string; readonly ofIPv6: string };
  readonly 'secret-short': { readonly length: number };
}

/** The same, of a rule with a figure or an example. */
export const shapeMistakes: Texts<ShapeData> = {
  'address-shape': ({ schemes }) =>
    `debe ser una dirección que comience con ${schemes.map((scheme) => `${scheme}//`).join(' o ')}`,
  'networks-shape': ({ ofIPv4, ofIPv6 }) =>
    `debe tener redes separadas por comas, como ${ofIPv4} (de /8 a /32) o ${ofIPv6} (de /32 a /64)`,
  'secret-short': ({ length }) =>
    `debe tener ${length} caracteres al menos (también cada llave anterior, tras una coma); ${MAKE_ONE}`,
};

/** What production refuses. */
type ProductionMistake =
  | 'captcha'
  | 'civil-registry'
  | 'database'
  | 'hops'
  | 'issuer'
  | 'migrations'
  | 'nie-registry'
  | 'otec-registry'
  | 'policy'
  | 'sandbox-ca'
  | 'secret'
  | 'sms'
  | 'smtp'
  | 'tax-registry'
  | 'throttles'
  | 'trail-head';

/** What production requires of a setting, and what to do. */
export const productionMistakes: Readonly<Record<ProductionMistake, string>> = {
  captcha: 'es solo para pruebas; quítela',
  'civil-registry': 'en producción no hay personas simuladas; indique la dirección del servicio del Registro Civil',
  database:
    'en producción no se inicia una base de datos propia; indique la dirección, como postgres://usuario:clave@host:5432/clave_sence',
  hops: 'en producción no hay valor por omisión; indique cuántos proxies suyos están delante, 1 si uno termina TLS (con menos, todos comparten una red y se bloquean juntos; con más, cada uno elige su dirección; docs/proxies.md)',
  issuer: 'en producción se necesita una dirección https, como https://clave.sence.gob.cl',
  migrations: 'indique la dirección de la base de datos como dueño del esquema',
  'nie-registry': 'en producción no hay personas simuladas; indique la dirección del registro de NIE',
  'otec-registry':
    'en producción no hay empresas simuladas; indique la dirección del registro de OTEC y OTIC del SENCE',
  policy:
    'en producción no hay valor por omisión; elija "guia" (las guías de 2019 al pie de la letra) o "segura" (las mismas páginas con las reglas de hoy, recomendada)',
  'sandbox-ca': 'es solo para un ambiente de pruebas en este equipo; quítela',
  secret: `en producción se necesita una, de 32 caracteres al menos; ${MAKE_ONE}`,
  sms: 'en producción no hay /buzon; indique el servicio de SMS, como https://:token@sms.example/messages',
  smtp: 'en producción no hay /buzon; indique el servidor de correo, como smtps://usuario:clave@mail.sence.cl?from=no-responder@sence.cl',
  'tax-registry': 'en producción no hay empresas simuladas; indique la dirección del servicio del SII',
  throttles: 'se apagan solo para medir; quítela',
  'trail-head':
    'en producción el último sello de la bitácora se guarda fuera de la base de datos; indique un archivo que dure más que el proceso y que no pueda escribir quien tiene la base, uno por instancia, como /var/lib/clave-sence/trail-head',
};

/** For an address of a service without a token; `example` is the same address with one. */
export const missingTokenText = (example: string): string =>
  `no tiene token; escríbalo antes del host, como ${example}`;

/** Every mistake of the configuration, a line for each. */
export const mistakesText = (mistakes: readonly string[]): string =>
  [
    `La configuración tiene ${mistakes.length} ${mistakes.length === 1 ? 'error' : 'errores'}:`,
    ...mistakes.map((line) => `  - ${line}`),
  ].join('\n');
