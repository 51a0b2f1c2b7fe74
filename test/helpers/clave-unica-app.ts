import { openTestApp, type TestApp } from './app.ts';
import { type ClaveUnicaSystem, claveUnicaSystem } from './clave-unica-system.ts';
import { clientFileFor, SECRET } from './client-app.ts';

/** Fields of the file of a system written for ClaveÚnica besides its addresses (docs/clients.md). */
export const claveUnicaFields = {
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'client_secret_post',
  id_token_signed_response_alg: 'RS256',
  scope: 'openid name run',
  claims_profile: 'claveunica',
  minimum_identity: 'documento',
  require_pkce: false,
  pkce_exception: 'It was written for ClaveÚnica; the tests ask for it',
} as const;

/** A system written for ClaveÚnica and the app to which it moved, with another client beside it. */
export async function openClaveUnicaApp(
  rest: Readonly<Record<string, unknown>> = {},
  env: Record<string, string> = {},
): Promise<{ app: TestApp; system: ClaveUnicaSystem; close(): Promise<void> }> {
  const system = await claveUnicaSystem();
  const file = clientFileFor('subsidio', {
    client_name: 'Subsidio (simulado)',
    redirect_uris: [`${system.origin}/vuelta`],
    post_logout_redirect_uris: [`${system.origin}/adios`],
    ...claveUnicaFields,
    ...rest,
  });
  const clients = [file, clientFileFor('capacita')];
  const app = await openTestApp({ env: { THROTTLES: 'off', ...env }, clients });
  system.set({ base: app.issuer, clientId: 'subsidio', secret: SECRET });
  const close = async (): Promise<void> => {
    await app.stop();
    await system.close();
  };
  return { app, system, close };
}
