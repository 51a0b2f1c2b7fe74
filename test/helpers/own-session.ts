import { randomBytes } from 'node:crypto';
import { oidcStore } from '../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Account } from '../../src/domain/account.ts';
import { type AcrValue, acrValues } from '../../src/domain/acr-values.ts';
import type { InternalClient } from '../../src/domain/internal-clients.ts';
import { principalId } from '../../src/domain/principal-id.ts';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser } from './browser.ts';
import { SECRETS_KEYS } from './seeds.ts';

/** A browser that is signed in at an internal client, and the token of its forms there. */
export interface SignedIn {
  readonly browser: Browser;
  readonly ficha: string;
}

/** Signs an account in at an internal client without its pages; a company by the subject of its representative. */
export async function signedInAt(
  { deps, database }: Pick<TestApp, 'deps' | 'database'>,
  client: InternalClient,
  { id }: Pick<Account, 'id'>,
  actorSubject?: string,
  acr: AcrValue = acrValues.key,
): Promise<SignedIn> {
  const holder = principalId(id, actorSubject);
  const uid = randomBytes(16).toString('base64url');
  const loginTs = Math.floor(deps.now().getTime() / 1000);
  const store = oidcStore(database, deriveSecrets(SECRETS_KEYS), async () => {})('Session');
  await store.upsert(uid, { accountId: holder, uid, kind: 'Session', acr, loginTs, authorizations: {} }, 3600);
  const token = await deps.ownSessions.begin(client, { holder, sessionUid: uid });
  const session = await deps.ownSessions.use(client, token);
  if (session === 'idle' || session === 'over') throw new Error('the session did not begin');
  const browser = openBrowser();
  const known = randomBytes(24).toString('base64url');
  browser.cookies.set('cs_navegador', known).set(`cs_${client}`, token);
  return { browser, ficha: deps.tokens.csrfToken(known, `${client}:${session.id}`) };
}

/** Lets the session of a cookie of Desarrolladores reach the level of two factors, as its page would. */
export async function raiseSession(
  { deps, database }: Pick<TestApp, 'deps' | 'database'>,
  token: string | undefined,
): Promise<void> {
  const session = await deps.ownSessions.use('desarrolladores', token ?? '');
  if (session === 'idle' || session === 'over') throw new Error('no session');
  const reached = JSON.stringify({ acr: acrValues.secondFactor });
  await database.run((sql) =>
    sql('oidc_session')
      .where({ uid: session.sessionUid })
      .update({ payload: sql.raw('payload || ?::jsonb', [reached]) }),
  );
}
