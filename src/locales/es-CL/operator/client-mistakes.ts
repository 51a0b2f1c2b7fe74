import type { CombinationMistakes, NotServed, ShapeMistakes } from '../../../ports/client-mistakes.ts';
import type { Texts } from '../../shape/texts.ts';
import { clientFieldTexts } from './client-fields.ts';

/** Why standard metadata is not supported, and what to write instead. */
const unservedReasons: Readonly<Record<NotServed, string>> = {
  'authorization-details': 'no hay solicitudes con authorization_details (RFC 9396); use scope y resources',
  ciba: 'ninguna plataforma comienza por sí misma el ingreso de una persona (CIBA); quítelo',
  encryption: 'aquí nada se cifra (JWE); quítelo',
  'front-channel-logout': 'los navegadores no dan a un marco las cookies de otro sitio; use backchannel_logout_uri',
  jarm: 'las respuestas van por query o form_post, nunca como JWT (JARM); quítelo',
  logo: 'ninguna imagen se trae de otra dirección; ponga el archivo en la carpeta logos y su nombre en logo',
  'mutual-tls': 'no hay TLS mutuo; use private_key_jwt, y DPoP para los tokens atados a una llave',
  'request-uris': 'no se trae ninguna solicitud desde una dirección; envíela antes, por PAR (RFC 9126)',
  'response-modes': 'cada solicitud dice su response_mode (query o form_post); quítelo',
  'sector-document': 'no se lee el documento de un sector; el archivo lo nombra en sector',
  'software-statement': 'no se confía en ningún emisor de software statements; escriba los datos mismos',
  uma: 'no hay UMA; quítelo',
};

/** A type of JSON, by its name in the schema. */
const types: Readonly<Record<string, string>> = {
  array: 'una lista',
  boolean: 'true o false',
  number: 'un número',
  object: 'un objeto JSON',
  record: 'un objeto JSON',
  string: 'un texto',
};

const json = (value: unknown): string => JSON.stringify(value);

/** «"a", "b" o "c"». */
export const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} o ${values.at(-1)}`;

/** What is wrong with one value of a client file. */
export const clientShapeMistakes: Texts<ShapeMistakes> = {
  'api-scope': () => 'debe ser como "certificados:leer"',
  'field-missing': ({ field }) => `falta: ${clientFieldTexts[field]}`,
  'field-wrong': ({ field }) => `debe ser ${clientFieldTexts[field]}`,
  'grant-type': ({ known }) => `debe ser ${oneOf(known.map(json))}`,
  'logo-name': () => 'debe ser el nombre de un archivo PNG o JPG de la carpeta logos, como "mi-curso.png"',
  'name-shape': () => 'debe tener letras minúsculas, cifras y guiones, de 2 a 63, y no comenzar con un guion',
  'no-object': () => 'debe ser un objeto JSON con los campos de una plataforma',
  'not-served': ({ reason }) => `no se admite: ${unservedReasons[reason]}`,
  'part-email': () => 'debe ser un correo',
  'part-empty': () => 'la lista está vacía',
  'part-missing': () => 'falta',
  'part-other': () => 'no es válido',
  'part-type': ({ expected }) => `debe ser ${types[expected] ?? expected}`,
  'part-values': ({ known }) => `debe ser ${oneOf(known.map(json))}`,
  'response-type': () => 'debe ser "code"',
  'scope-words': ({ known }) => `debe tener solo palabras de estas, separadas por un espacio: ${known.join(', ')}`,
  'secret-short': () => 'debe tener 32 caracteres al menos',
  'unknown-fields': ({ fields }) =>
    fields
      .map(({ name, meant }) => `no existe el campo ${json(name)}${meant ? `; se llama ${json(meant)}` : ''}`)
      .join('; '),
  'variable-name': () => 'debe nombrar una variable de entorno: letras mayúsculas, cifras y _, primero una letra',
  'web-address': () => 'debe ser una dirección https (http solo en este equipo), completa, sin comodín ni fragmento',
};

/** What is wrong with a field of a client file, given the others. */
export const clientCombinationMistakes: Texts<CombinationMistakes> = {
  'address-missing': () => `falta: ${clientFieldTexts.redirect_uris} (authorization_code necesita una al menos)`,
  'api-unproven': () => 'una API se autentica cuando consulta un token (introspección): con un secreto o una llave',
  'clave-unica-alg': () => 'una plataforma de claveunica recibe RS256',
  'clave-unica-declared': () =>
    'una plataforma de claveunica toma cada número por la persona de ese RUN: quítelo, la cédula se pide',
  'clave-unica-method': () => 'una plataforma de claveunica usa client_secret_post',
  'clave-unica-pkce': () => 'una plataforma de claveunica no envía PKCE: escriba false, con pkce_exception',
  'clave-unica-scope': ({ scopes }) => `una plataforma de claveunica tiene "${scopes.join(' ')}", ni más ni menos`,
  'clave-unica-userinfo': () => 'una plataforma de claveunica lee JSON; quítelo',
  'fapi-dpop': () => 'una plataforma con fapi2 ata sus tokens por DPoP; quítelo',
  'fapi-method': () => 'una plataforma con fapi2 usa private_key_jwt',
  'fapi-pkce': () => 'una plataforma con fapi2 usa PKCE',
  'fapi-pushed': () => 'una plataforma con fapi2 envía antes sus solicitudes (PAR); quítelo',
  'fapi-signs': () => 'una plataforma con fapi2 firma con ES256 o PS256',
  'fapi-takes': () => 'una plataforma con fapi2 recibe ES256',
  'machine-unproven': () => 'client_credentials necesita una plataforma que se autentique',
  'openid-missing': () => 'debe tener openid entre sus palabras',
  'optional-others': ({ others }) => `debe tener solo palabras de scope, sin openid; sobra ${oneOf(others.map(json))}`,
  'optional-unasked': () =>
    'una plataforma de SENCE (first_party) o de claveunica no pregunta por datos opcionales; quítelo',
  'pkce-of-public': () => 'una plataforma pública usa siempre PKCE',
  'pkce-unrecorded': () => `falta: ${clientFieldTexts.pkce_exception}`,
  'resources-missing': () => `falta: ${clientFieldTexts.resources}, las que esta plataforma llama`,
  'scope-name': () => '"name" es un scope de ClaveÚnica; use "profile", o claims_profile "claveunica"',
  'secret-unnamed': () => 'falta: una plataforma confidencial nombra la variable de entorno que tiene su secreto',
  'secret-useless': () => 'esta plataforma se autentica sin secreto; quítelo',
  'sector-sence': () => '"sence" es de las plataformas propias de SENCE (first_party); nombre la organización',
  useless: () => 'no sirve a ningún grant de esta plataforma; quítelo',
};
