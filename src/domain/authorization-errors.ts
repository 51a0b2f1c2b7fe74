/**
 * What a client receives about a sign-in that ended without a code: one code of ours for each, under an error of the
 * standard (RFC 6749, 4.1.2.1; OpenID Connect Core 3.1.2.6; Unmet Authentication Requirements 1.0).
 */
export const authorizationErrors = {
  cancelado: { error: 'access_denied', description: 'the person went back to the platform' },
  'sin-consentimiento': { error: 'access_denied', description: 'the person did not give consent' },
  'otra-persona': { error: 'access_denied', description: 'somebody else than the expected person signed in' },
  pausa: { error: 'access_denied', description: 'too many tries: the sign-in rests and opens again by itself' },
  inactividad: { error: 'temporarily_unavailable', description: 'the time to sign in ended without an answer' },
  'cuenta-congelada': { error: 'access_denied', description: 'the account is stopped' },
  'identidad-insuficiente': {
    error: 'unmet_authentication_requirements',
    description: 'the person did not prove the identity that the platform asks for',
  },
  'nivel-insuficiente': {
    error: 'unmet_authentication_requirements',
    description: 'the person did not give the second factor that the platform asks for',
  },
  'representacion-terminada': { error: 'access_denied', description: 'whoever signs in does not act for this company' },
  'invitacion-terminada': { error: 'access_denied', description: 'no company lets this facilitador in any more' },
  'plataforma-suspendida': { error: 'access_denied', description: 'the platform is suspended: no one signs in there' },
  'plataforma-en-certificacion': {
    error: 'access_denied',
    description: 'the platform is in certification: only members of its organisation sign in there',
  },
  'registro-sin-respuesta': {
    error: 'temporarily_unavailable',
    description: 'a registry or service that the sign-in needs did not answer',
  },
} as const;

export type AuthErrorCode = keyof typeof authorizationErrors;

/** Whether a text is one of our codes. */
export const isAuthErrorCode = (text: unknown): text is AuthErrorCode =>
  typeof text === 'string' && Object.hasOwn(authorizationErrors, text);

/** Errors of the protocol itself, which clients get in a redirect, as JSON, or on the page of a wrong request. */
export const protocolErrors = [
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'unmet_authentication_requirements',
  'temporarily_unavailable',
  'server_error',
  'invalid_request',
  'invalid_request_object',
  'invalid_request_uri',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_scope',
  'invalid_target',
  'unsupported_response_type',
  'unsupported_response_mode',
  'unauthorized_client',
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'invalid_token',
  'insufficient_scope',
  'unsupported_token_type',
  'invalid_dpop_proof',
  'use_dpop_nonce',
] as const;

export type ProtocolError = (typeof protocolErrors)[number];

/** Every code that may stand behind `#` in an `error_uri`. */
export type ErrorCode = AuthErrorCode | ProtocolError;

const known: ReadonlySet<string> = new Set([...Object.keys(authorizationErrors), ...protocolErrors]);

/** Whether a text is explained on the page of errors. */
export const isErrorCode = (text: unknown): text is ErrorCode => typeof text === 'string' && known.has(text);

/** Where each code is explained to people, developers and the desk. */
export const ERRORS_PATH = '/desarrolladores/errores';
