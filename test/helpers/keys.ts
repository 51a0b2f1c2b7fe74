import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { readKeys } from '../../src/adapters/postgres/keyring/rows.ts';
import type { KeyringNeeds } from '../../src/adapters/postgres/keyring/upkeep.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { App } from '../../src/app/app.ts';
import type { Algorithm, KeyState } from '../../src/domain/keyring.ts';
import { through } from '../races/through.ts';
import { openTestApp, type TestApp } from './app.ts';
import { type Browser, openBrowser } from './browser.ts';
import { clientFileFor } from './client-app.ts';
import { exchange, newCode, type Tokens, tokensOf } from './proof/client-app.ts';
import { SECRETS_KEYS } from './seeds.ts';
import { ask } from './server-process.ts';

/** The address of one of two instances of a deployment. */
export interface Instance {
  readonly port: number;
  readonly issuer: string;
  rotateKeys(): Promise<void>;
}

/** Two instances on one database, with one clock; the acts of an operator use `needs`. */
export interface Pair {
  readonly app: TestApp;
  readonly both: readonly [Instance, Instance];
  readonly needs: KeyringNeeds;
  now(): Date;
  /** Moves the clock, and runs the key upkeep of both instances. */
  after(ms: number): Promise<void>;
}

/** Opens them with two clients: `capacita` takes ES256, `antigua` RS256. */
export async function openPair(t: ExecutionContext): Promise<Pair> {
  const app = await openTestApp({
    newKeys: true,
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('antigua', { id_token_signed_response_alg: 'RS256' })],
  });
  t.teardown(app.stop);
  const both = [await listening(t, app, app), await listening(t, app, await app.beside())] as const;
  const { deps, database } = app;
  // The key of every test app (app.ts).
  const secrets = deriveSecrets(SECRETS_KEYS);
  return {
    app,
    both,
    needs: { database, secrets, audit: deps.audit },
    now: () => deps.now(),
    after: async (ms) => {
      app.advance(ms);
      await Promise.all(both.map(({ rotateKeys }) => rotateKeys()));
    },
  };
}

async function listening(
  t: ExecutionContext,
  { issuer }: TestApp,
  { handle, rotateKeys }: Pick<App, 'handle' | 'rotateKeys'>,
): Promise<Instance> {
  // Longer than any pause of a test: no idle connection is closed just when it is used again.
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, issuer, rotateKeys };
}

/** A browser whose requests all go to one instance. */
export const browserAt = (at: Instance): Browser => openBrowser(through(at));

/** The tokens of a sign-in at one instance; gives the key where no user is signed in with this browser. */
export async function tokensAt(at: Instance, clientId = 'capacita', browser = browserAt(at)): Promise<Tokens> {
  return tokensOf(await exchange(at, await newCode(at, browser, clientId)));
}

/** The keys that an instance publishes. */
export async function publishedAt(at: Instance): Promise<JSONWebKeySet> {
  return JSON.parse((await ask(at, '/oidc/jwks')).body);
}

export const kidsAt = async (at: Instance): Promise<readonly string[]> =>
  (await publishedAt(at)).keys.map(({ kid = '' }) => kid);

export const kidOf = ({ id_token }: Pick<Tokens, 'id_token'>): string => String(decodeProtectedHeader(id_token).kid);

/** Whether the keys that an instance publishes verify this ID token. */
export async function verifiesAt(at: Instance, { id_token }: Pick<Tokens, 'id_token'>): Promise<boolean> {
  const keys = createLocalJWKSet(await publishedAt(at));
  return jwtVerify(id_token, keys, { issuer: at.issuer }).then(
    () => true,
    () => false,
  );
}

/** Status of a logout that shows this ID token as its hint. */
export async function hintStatusAt(at: Instance, { id_token }: Pick<Tokens, 'id_token'>): Promise<number> {
  return (await ask(at, `/oidc/logout?${new URLSearchParams({ id_token_hint: id_token })}`)).status;
}

/** The keys of an algorithm in a state, by kid. */
export async function kidsThat(
  { needs, now }: Pair,
  state: KeyState,
  algorithm: Algorithm,
): Promise<readonly string[]> {
  const keys = await readKeys(needs.database, needs.secrets, now());
  return keys.filter((key) => key.state === state && key.algorithm === algorithm).map(({ id }) => id);
}

/** The acts of the trail about keys, oldest first. */
export async function actsOf({ app }: Pair): Promise<readonly { act: string; details: Record<string, unknown> }[]> {
  return app.database.run((sql) => sql('audit').whereLike('act', 'keys.%').orderBy('id').select('act', 'details'));
}
