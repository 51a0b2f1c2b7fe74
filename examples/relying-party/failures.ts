import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { Notice } from './pages.ts';

/** A page about something that went wrong, and its HTTP status. */
export type Failure = Notice & { readonly status: number };

/** What Koa throws for us; `expose` says that the message is meant to be read. */
type OwnError = { readonly status?: number; readonly expose?: boolean; readonly message: string };

const AGAIN = { href: '/ingresar', label: 'Intentar otra vez' };
const HOME = { href: '/', label: 'Ir al inicio' };

const NOT_FOUND = {
  title: 'Esa página no existe',
  text: 'Revise la dirección o vuelva al inicio.',
  code: '404',
  action: HOME,
};

/** What the error codes of OAuth 2.0 (RFC 6749 4.1.2.1) and OpenID Connect mean to the person who reads them. */
const ANSWERS: Readonly<Record<string, readonly [title: string, text: string]>> = {
  access_denied: ['No se completó el ingreso', 'Usted no autorizó el ingreso, o Clave Sence no pudo permitirlo.'],
  login_required: ['Debe ingresar otra vez', 'Clave Sence necesita que usted escriba su clave de nuevo.'],
  temporarily_unavailable: ['Clave Sence está ocupada', 'Espere un momento y vuelva a intentar.'],
  server_error: ['Clave Sence tuvo un problema', 'No es un error suyo. Espere un momento y vuelva a intentar.'],
  invalid_grant: ['Su sesión terminó', 'Clave Sence ya no reconoce este ingreso. Ingrese otra vez.'],
};
const OTHER = [
  'Clave Sence no aceptó la solicitud',
  'Puede intentar otra vez. Si se repite, escriba a soporte.',
] as const;

/** Says in Spanish what happened; the code and the description are for the support desk. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const [title, text] = ANSWERS[error.error] ?? OTHER;
    // A refused client or request is our own mistake, and must reach the log.
    const status = error instanceof AuthorizationResponseError || error.error === 'invalid_grant' ? 400 : 502;
    return { status, title, text, code: error.error, description: error.error_description, action: AGAIN };
  }
  if (error instanceof WWWAuthenticateChallengeError) return challenged(error);
  if (error instanceof ClientError && error.code !== 'OAUTH_TIMEOUT') return distrusted(error.code);
  if (error instanceof ClientError || (error instanceof TypeError && error.message === 'fetch failed')) return silent();
  return ofThisSite(error as OwnError);
}

/** Where Clave Sence explains the error (`error_uri`: RFC 6749, 4.1.2.1); an address anywhere else is not shown. */
export function explanationOf(error: unknown, issuer: URL): string | undefined {
  const address = error instanceof AuthorizationResponseError ? error.cause.get('error_uri') : null;
  return address && URL.canParse(address) && new URL(address).origin === issuer.origin ? address : undefined;
}

/** A wrong client secret at the token endpoint, or an expired access token at userinfo. */
function challenged({ cause: [challenge] }: WWWAuthenticateChallengeError): Failure {
  const { error: code = 'sin código', error_description: description } = challenge?.parameters ?? {};
  return { status: 502, title: OTHER[0], text: OTHER[1], code, description, action: AGAIN };
}

const distrusted = (code = 'sin código'): Failure => ({
  status: 502,
  title: 'No pudimos confiar en la respuesta',
  text: 'Lo que llegó desde Clave Sence no pasó una comprobación de seguridad, así que no lo usamos.',
  code,
  action: AGAIN,
});

const silent = (): Failure => ({
  status: 502,
  title: 'Clave Sence no responde',
  text: 'No es un error suyo. Espere un momento y vuelva a intentar.',
  code: 'sin_respuesta',
  action: HOME,
});

function ofThisSite({ status = 500, expose = false, message }: OwnError): Failure {
  if (status === 404) return { status, ...NOT_FOUND };
  const text = expose ? message : 'No es un error suyo. Vuelva a intentar en unos minutos.';
  return { status, title: 'No pudimos hacer lo que pidió', text, code: String(status), action: HOME };
}
