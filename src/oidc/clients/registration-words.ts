import type { ClientMistake, ClientMistakes, NotServed } from '../../ports/client-mistakes.ts';
import { fieldWords } from './field-words.ts';
import { keyMistakeWords } from './registration-key-words.ts';

/** An English text for each mistake, made of what the mistake carries. One without a text does not compile. */
type Words<Data> = { readonly [Code in keyof Data]: (data: Data[Code]) => string };

/**
 * What is wrong with the fields of a client that registers itself: the `error_description` of RFC 7591, 3.2.2, which
 * has only characters of ASCII (RFC 6749, 5.2) and no language but English. For the file of a client the words are
 * Spanish, in `locales/es-CL/operator/client-mistakes.ts`.
 */
export const registrationWords = (mistake: ClientMistake): string =>
  (words[mistake.code] as (data: ClientMistake) => string)(mistake);

/** Why metadata is not supported. */
const reasons: Readonly<Record<NotServed, string>> = {
  'authorization-details': 'there are no rich authorization requests (RFC 9396): use scope and resource',
  ciba: 'there is no sign-in that a client begins by itself (CIBA): leave it out',
  encryption: 'nothing is encrypted here (JWE): leave it out',
  'front-channel-logout': 'browsers keep third-party cookies from frames: use backchannel_logout_uri',
  jarm: 'answers come by query or form_post, never as a JWT: leave it out',
  logo: 'no picture is fetched from an address, and a logo is shown after a review: leave it out',
  'mutual-tls': 'there is no mutual TLS here: use private_key_jwt, and DPoP for bound tokens',
  'request-uris': 'no request is fetched from an address: push it (RFC 9126)',
  'response-modes': 'each request says its own response_mode (query or form_post): leave it out',
  'sector-document': 'no document of a sector is read: a file names its sector, a client that registers has its own',
  'software-statement': 'no issuer of software statements is trusted here: say the metadata itself',
  uma: 'there is no UMA here: leave it out',
};

const words: Words<ClientMistakes> = {
  'address-missing': () => `required: ${fieldWords.redirect_uris} (authorization_code needs at least one)`,
  'api-scope': () => 'must be like "certificados:leer"',
  'api-unproven': () => 'an API proves who it is when it introspects: a secret or a key',
  'clave-unica-alg': () => 'a claveunica client takes RS256',
  'clave-unica-declared': () =>
    'a claveunica client takes every number for a person with that RUN: leave it out, the card is asked',
  'clave-unica-method': () => 'a claveunica client uses client_secret_post',
  'clave-unica-pkce': () => 'a claveunica client sends no PKCE: false, with pkce_exception',
  'clave-unica-scope': ({ scopes }) => `a claveunica client has "${scopes.join(' ')}", no more and no less`,
  'clave-unica-userinfo': () => 'a claveunica client reads JSON: leave it out',
  'fapi-dpop': () => 'a fapi2 client binds its tokens by DPoP: leave it out',
  'fapi-method': () => 'a fapi2 client uses private_key_jwt',
  'fapi-pkce': () => 'a fapi2 client uses PKCE',
  'fapi-pushed': () => 'a fapi2 client pushes its requests: leave it out',
  'fapi-signs': () => 'a fapi2 client signs by ES256 or PS256',
  'fapi-takes': () => 'a fapi2 client takes ES256',
  'field-missing': ({ field }) => `required: ${fieldWords[field]}`,
  'field-wrong': ({ field }) => `must be ${fieldWords[field]}`,
  'grant-type': ({ known }) => `must be ${known.slice(0, -1).map(quoted).join(', ')} or ${known.slice(-1).map(quoted)}`,
  'logo-name': () => 'must be the name of a PNG or JPEG file',
  'machine-unproven': () => 'client_credentials needs a client that proves who it is',
  'name-shape': () => 'must be small letters, digits and hyphens',
  'no-object': () => 'must be a JSON object with the fields of one platform',
  'not-served': ({ reason }) => `is not served: ${reasons[reason]}`,
  'openid-missing': () => 'must have openid among its words',
  'optional-others': ({ others }) => `must be words of "scope", and not openid: ${others.map(quoted).join(', ')}`,
  'optional-unasked': () => 'this client asks for no optional data (first_party, claveunica): remove it',
  'part-email': () => 'must be an e-mail address',
  'part-empty': () => 'Too small: expected array to have >=1 items',
  'part-missing': () => 'required',
  'part-other': ({ reason }) => reason,
  'part-type': ({ expected }) => `must be of the type ${expected}`,
  'part-values': ({ known }) => `must be ${known.map(quoted).join(' or ')}`,
  'pkce-of-public': () => 'a public client always uses PKCE',
  'pkce-unrecorded': () => 'an exception from PKCE is recorded: say why, by whom and until when',
  'resources-missing': () => `required: ${fieldWords.resources} that it calls`,
  'response-type': () => 'must be "code"',
  'scope-name': () => '"name" is a scope of ClaveUnica: use "profile", or claims_profile "claveunica"',
  'scope-words': ({ known }) => `must be words of "${known.join(' ')}"`,
  'secret-short': () => 'must be at least 32 characters',
  'secret-unnamed': () => 'a confidential client names the environment variable that holds its secret',
  'secret-useless': () => 'this client authenticates without a secret: remove it',
  'sector-sence': () => '"sence" is shared by SENCE\'s own platforms: name the organisation',
  'unknown-fields': ({ fields }) =>
    fields
      .map(({ name, meant }) => `there is no field "${name}"${meant ? `; it is called "${meant}"` : ''}`)
      .join('; '),
  'variable-name': () => 'must name an environment variable',
  'web-address': () => 'must be an https address (http only on this machine), whole, without wildcard or fragment',
  ...keyMistakeWords,
  useless: () => 'serves no grant of this client: remove it',
};

const quoted = (value: unknown): string => JSON.stringify(value);
