import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { BoundTableName } from '../../src/adapters/postgres/row-mac/bound-tables.ts';

const hash = (): Buffer => createHash('sha256').update(randomBytes(16)).digest();
const token = (): string => randomBytes(32).toString('base64url');

/** Seconds since 1970. */
const now = (): number => Math.floor(Date.now() / 1000);

const soon = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** A row of a model of the provider with such a payload. */
const modelRow = (payload: object) => ({
  id: hash(),
  payload,
  grant_id: hash(),
  uid: token(),
  user_code: null,
  expires_at: soon(3600),
  consumed_at: null,
});

/** A session that is open at three clients. */
function session(): object {
  const authorizations = Object.fromEntries(
    ['capacita', 'despega-mipe', 'ejemplo'].map((id) => [
      id,
      { sid: token(), grantId: token(), usedAt: now(), device: 'Chrome en Windows' },
    ]),
  );
  return modelRow({
    iat: now(),
    exp: now() + 43_200,
    uid: token(),
    kind: 'Session',
    acr: 'urn:sence:acr:1',
    amr: ['pwd'],
    accountId: randomUUID(),
    loginTs: now(),
    authorizations,
  });
}

const grant = (): object =>
  modelRow({
    iat: now(),
    exp: now() + 43_200,
    kind: 'Grant',
    accountId: randomUUID(),
    clientId: 'capacita',
    openid: { scope: 'openid profile email run offline_access', claims: ['sub', 'rut', 'name', 'email'] },
  });

const accessToken = (): object =>
  modelRow({
    iat: now(),
    exp: now() + 600,
    kind: 'AccessToken',
    accountId: randomUUID(),
    clientId: 'capacita',
    grantId: token(),
    gty: 'authorization_code',
    scope: 'openid profile email run offline_access',
    sessionUid: token(),
    claims: { id_token: { acr: { essential: true } } },
    extra: { acr: 'urn:sence:acr:1' },
  });

function ownSession(): object {
  const id = randomUUID();
  return {
    id: randomUUID(),
    token_hash: hash(),
    wing: 'cuenta',
    account_id: id,
    holder: id,
    session_uid: token(),
    created_at: new Date(),
    expires_at: soon(43_200),
  };
}

const account = (): object => ({
  id: randomUUID(),
  profile: 'natural',
  kind: 'RUN',
  identifier: '44000001-0',
  subject_id: randomUUID(),
  state: 'activa',
  identidad: 'documento',
  key_hash: `$argon2id$v=19$m=19456,t=2,p=1$${token()}$${token()}`,
  key_changed_at: new Date(),
  question_id: 2,
  answer_hash: `$argon2id$v=19$m=19456,t=2,p=1$${token()}$${token()}`,
  personal: randomBytes(600),
  simulado: false,
  key_needs_card: false,
  created_at: new Date(),
  email_confirmed_at: new Date(),
  mobile_confirmed_at: null,
  identity_proved_at: new Date(),
  known_login_at: new Date(),
  stolen_at: null,
  contest: null,
  contested_at: null,
  closed_at: null,
  sessions_ended_at: null,
  session_kept: null,
  version: 7,
  dependents: null,
  key_short: null,
});

/** A row as it typically is, of the tables that every request reads. */
export const typical = {
  oidc_session: session(),
  oidc_grant: grant(),
  oidc_access_token: accessToken(),
  own_sessions: ownSession(),
  accounts: account(),
} as const satisfies Partial<Record<BoundTableName, object>>;
