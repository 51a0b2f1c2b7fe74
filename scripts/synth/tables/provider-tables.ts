import { between, type Person } from '../person.ts';
import { days, type Maker, type Row, sha256, some } from './made.ts';

const clients = ['ejemplo', 'despega-mipe', 'capacita', 'otec-interior', 'portal-empresas'] as const;
const SESSION_DAYS = 0.5;
const MINUTE = 1 / 1440;

/** What a model of the provider belongs to, how many there are for each account, and its lifetime in days. */
interface Model {
  readonly table: string;
  readonly share: number;
  readonly days: number;
  readonly ofGrant?: true;
}

/** Models that belong to a signed-in person, or to no person yet. */
const models: readonly Model[] = [
  { table: 'oidc_access_token', share: 0.1, days: 10 * MINUTE, ofGrant: true },
  { table: 'oidc_refresh_token', share: 0.3, days: 30, ofGrant: true },
  { table: 'oidc_authorization_code', share: 0.002, days: MINUTE, ofGrant: true },
  { table: 'oidc_interaction', share: 0.03, days: 60 * MINUTE },
  { table: 'oidc_replay_detection', share: 0.02, days: 60 * MINUTE },
  { table: 'oidc_pushed_authorization_request', share: 0.002, days: MINUTE },
  { table: 'oidc_client_credentials', share: 0.01, days: 10 * MINUTE },
];

/** Everything that the provider keeps, and the sessions of the pages at `/cuenta`. */
export const providerMakers: readonly Maker[] = [
  { table: 'oidc_grant', make: some(0.5, grantOf) },
  ...models.map(
    (model): Maker => ({ table: model.table, make: some(model.share, (person) => modelOf(model, person)) }),
  ),
  { table: 'oidc_session', make: some(0.05, sessionOf) },
  {
    table: 'oidc_device_code',
    make: some(0.001, (person) => ({
      ...modelOf({ table: 'oidc_device_code', share: 0, days: 10 * MINUTE, ofGrant: true }, person),
      user_code: person.chance.bytes(6).toString('hex').toUpperCase(),
    })),
  },
  { table: 'own_sessions', make: some(0.01, ownSessionOf) },
  {
    table: 'ended_sessions',
    make: some(0.03, ({ chance, now }) => ({ uid: chance.uuid(), ended_at: between(days(now, -1), now, chance) })),
  },
];

const epoch = (at: Date): number => Math.floor(at.getTime() / 1000);

function grantOf({ account, chance, now }: Person): Row {
  const begun = between(days(now, -30), now, chance);
  const payload = {
    accountId: account.id,
    clientId: chance.pick(clients),
    iat: epoch(begun),
    kind: 'Grant',
    openid: { scope: 'openid profile run', claims: ['sub', 'rut', 'name'] },
  };
  return { id: sha256(chance.uuid()), payload, expires_at: days(begun, 30) };
}

function modelOf(model: Model, { account, chance, now }: Person): Row {
  const begun = between(days(now, -model.days), now, chance);
  const grantId = chance.uuid();
  const payload = {
    accountId: account.id,
    clientId: chance.pick(clients),
    iat: epoch(begun),
    scope: 'openid profile run offline_access',
    ...(model.ofGrant && { grantId }),
    ...(model.table === 'oidc_interaction' && chance.happens(0.5) && { result: { login: { accountId: account.id } } }),
  };
  return {
    id: sha256(chance.uuid()),
    payload,
    grant_id: model.ofGrant ? sha256(grantId) : null,
    expires_at: days(begun, model.days),
  };
}

function sessionOf({ account, chance, now }: Person): Row {
  const begun = between(days(now, -SESSION_DAYS), now, chance);
  const uid = chance.uuid();
  const authorizations = {
    [chance.pick(clients)]: { sid: chance.uuid(), grantId: chance.uuid(), usedAt: epoch(begun) },
  };
  const payload = { uid, accountId: account.id, loginTs: epoch(begun), authorizations };
  return {
    id: sha256(chance.uuid()),
    payload,
    uid,
    expires_at: days(begun, SESSION_DAYS),
  };
}

function ownSessionOf({ account, chance, now }: Person): Row {
  const begun = between(days(now, -SESSION_DAYS), now, chance);
  return {
    id: chance.uuid(),
    token_hash: sha256(chance.bytes(32)),
    wing: 'cuenta',
    account_id: account.id,
    holder: account.id,
    session_uid: chance.uuid(),
    created_at: begun,
    used_at: begun,
    expires_at: days(begun, SESSION_DAYS),
  };
}
