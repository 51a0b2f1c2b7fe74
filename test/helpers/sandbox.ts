import { oidcStore } from '../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { makeInitialAccessToken } from '../../src/oidc/provider/initial-access-token.ts';
import type { TestApp } from './app.ts';
import { SECRETS_KEYS } from './seeds.ts';

/** The answer of the registration endpoint. */
export interface Registered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The minimal registration of a client; `rest` replaces or adds fields. */
export const clientAsked = (rest: Readonly<Record<string, unknown>> = {}) => ({
  client_name: 'Curso de prueba',
  redirect_uris: ['https://curso.example/vuelta'],
  contacts: ['yo@curso.example'],
  ...rest,
});

/** An initial access token of this sandbox, as the command prints them. */
export const initialToken = ({ database }: Pick<TestApp, 'database'>, now = new Date()): Promise<string> =>
  makeInitialAccessToken(
    oidcStore(database, deriveSecrets(SECRETS_KEYS), async () => {}),
    now,
  );

/** Registers a client. */
export const register = (app: Pick<TestApp, 'issuer'>, token: string | undefined, asked: unknown) =>
  call(`${app.issuer}/oidc/register`, 'POST', token, asked);

/** Reads, changes or removes a client at its own address. */
export async function call(address: string, method: string, token?: string, body?: unknown): Promise<Registered> {
  const answer = await fetch(address, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : {} };
}
