import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { hashed } from './hashed.ts';

/** Models whose loss in the last moments before a power cut costs nobody more than starting again. */
const mayBeLost = new Set([
  'Interaction',
  'AuthorizationCode',
  'AccessToken',
  'PushedAuthorizationRequest',
  'ReplayDetection',
]);
const ofGrant = ['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode'] as const;
/** Read inside a token request with the row locked, so that the loser of a race waits and then sees it used. */
const lockedByTokenRequest = new Set(['AuthorizationCode', 'RefreshToken', 'DeviceCode']);

/** The provider's adapter contract over PostgreSQL, with single use that holds against any number of processes. */
export function oidcStore(database: Database, secrets: Seals, onReplay: OnReplay) {
  return (model: string): Adapter => {
    const sql = statements(model);
    const run = (name: keyof typeof sql, values: unknown[]) =>
      database.named({ name: `${model}.${name}`, text: sql[name], values });
    const found = async (name: 'find' | 'lock' | 'findByUid' | 'findByUserCode', value: unknown, jti?: string) => {
      const { rows } = await run(name, [value]);
      return rows[0] && opened(secrets, restored(rows[0], jti));
    };

    return {
      async upsert(id, payload, expiresIn) {
        const lazy = mayBeLost.has(model) && !database.inTransaction();
        const statement = model === 'ReplayDetection' ? 'insertOnce' : lazy ? 'upsertLazily' : 'upsert';
        const { rowCount } = await run(statement, row(id, sealed(secrets, payload), expiresIn));
        if (rowCount === 0) throw new errors.InvalidRequest('proof was used before');
      },
      async find(id) {
        const serves = database.inTransaction() && lockedByTokenRequest.has(model);
        if (serves && model === 'DeviceCode') await refuseHaste(database, id);
        return found(serves ? 'lock' : 'find', hashed(id), id);
      },
      findByUid: (uid) => found('findByUid', uid),
      async findByUserCode(userCode) {
        const payload = await found('findByUserCode', userCode);
        return payload && { ...payload, jti: idOf(secrets, payload) };
      },
      async consume(id: string, graceSeconds = 0) {
        const grace = model === 'RefreshToken' ? [graceSeconds] : [];
        const { rowCount } = await run('consume', [hashed(id), ...grace]);
        if (rowCount === 0) await refuseReplay(database, sql, model, id, onReplay);
      },
      async destroy(id) {
        // A token request ends a grant for a replay alone, and each grant ends once: so many lines has the trail.
        if (model === 'Grant' && database.inTransaction()) await endReplayed(database, hashed(id), onReplay);
        else await run('destroy', [hashed(id)]);
      },
      async revokeByGrantId(grantId) {
        await run('revokeByGrantId', [hashed(grantId)]);
      },
    };
  };
}

type Seals = Pick<Secrets, 'seal' | 'open'>;

/** Hears whose sign-in was ended because a code or a token of it was shown again. */
type OnReplay = (clientId: string) => Promise<void>;

/**
 * A device's code is found by what its person types, which is not its id: the id is kept beside it, sealed. So it is in
 * the sign-in of that person, which leads back to it.
 */
function sealed({ seal }: Seals, payload: AdapterPayload): AdapterPayload {
  const { userCode, jti = '', deviceCode, ...rest } = payload;
  if (typeof deviceCode === 'string')
    return { ...rest, jti, sealedDeviceCode: seal(deviceCode, `sign-in:${jti}`).toString('base64') };
  return userCode && jti ? { ...payload, sealedId: seal(jti, `device:${userCode}`).toString('base64') } : payload;
}

function opened({ open }: Seals, payload: AdapterPayload): AdapterPayload {
  const { sealedDeviceCode, ...rest } = payload;
  if (typeof sealedDeviceCode !== 'string') return payload;
  return { ...rest, deviceCode: open(Buffer.from(sealedDeviceCode, 'base64'), `sign-in:${payload.jti}`) };
}

const idOf = ({ open }: Seals, { sealedId, userCode }: AdapterPayload): string =>
  open(Buffer.from(String(sealedId), 'base64'), `device:${userCode}`);

/** A device asks at most every five seconds, give or take the network's one (RFC 8628, 3.5). */
async function refuseHaste(database: Database, id: string): Promise<void> {
  const { rows } = await database.named({ name: 'DeviceCode.poll', text: POLL, values: [hashed(id)] });
  if (rows[0]?.hasty) throw new errors.SlowDown();
}

const POLL = `with before as (select id, polled_at from oidc_device_code where id = $1 for update)
  update oidc_device_code now set polled_at = clock_timestamp() from before where now.id = before.id
  returning coalesce(before.polled_at > clock_timestamp() - interval '4 seconds', false) as hasty`;

/** The loser of a race ends the grant and all that hangs from it: a replay is an attack (RFC 9700, 4.5; RFC 6749, 10.5). */
async function refuseReplay(
  database: Database,
  sql: Statements,
  model: string,
  id: string,
  onReplay: OnReplay,
): Promise<never> {
  const { rows } = await database.named({ name: `${model}.grantOf`, text: sql.grantOf, values: [hashed(id)] });
  const grantId: Buffer | undefined = rows[0]?.grant_id;
  if (grantId) {
    for (const other of ofGrant) {
      await database.named({
        name: `${other}.revokeByGrantId`,
        text: statements(other).revokeByGrantId,
        values: [grantId],
      });
    }
    await endReplayed(database, grantId, onReplay);
  }
  if (model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was used before');
  throw new errors.InvalidGrant('already used');
}

/** Ends a grant of which something was shown twice; the trail is told where it still stood. */
async function endReplayed(database: Database, grantId: Buffer, onReplay: OnReplay): Promise<void> {
  const { rows } = await database.named({ name: 'Grant.endReplayed', text: END_REPLAYED, values: [grantId] });
  const [ended] = rows;
  if (ended) await onReplay(ended.client_id);
}

const END_REPLAYED = "delete from oidc_grant where id = $1 returning payload ->> 'clientId' as client_id";

/** The payload repeats the id; it is blanked here and put back on reading. */
function row(id: string, { jti, ...rest }: AdapterPayload, expiresIn: number | undefined): unknown[] {
  const payload = withoutCookie(rest);
  const grantId = payload.grantId ? hashed(payload.grantId) : null;
  return [hashed(id), storable(payload), grantId, payload.uid ?? null, payload.userCode ?? null, expiresIn ?? null];
}

/** The payload as JSON. PostgreSQL keeps no NUL: a platform that sends one in a parameter asked wrongly. */
function storable(payload: object): string {
  const json = JSON.stringify(payload);
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(json)) throw new errors.InvalidRequest('a parameter holds a NUL character');
  return json;
}

/** An interaction repeats the session's id, which is a bearer secret; the provider never reads it there. */
function withoutCookie(payload: Omit<AdapterPayload, 'jti'>): AdapterPayload {
  const { cookie, ...session } = (payload.session ?? {}) as Readonly<Record<string, unknown>>;
  return cookie === undefined ? payload : ({ ...payload, session } as AdapterPayload);
}

interface Row {
  readonly payload: AdapterPayload;
  readonly consumed_at: Date | null;
}

function restored({ payload, consumed_at }: Row, jti: string | undefined): AdapterPayload {
  return {
    ...payload,
    ...(jti === undefined ? {} : { jti }),
    ...(consumed_at ? { consumed: Math.floor(consumed_at.getTime() / 1000) } : {}),
  };
}

type Statements = ReturnType<typeof statements>;

/** Uses of one refresh token within its grace: more than a person has tabs, and a bound for a loop. */
const MOST_REPEATS = 50;

/**
 * Within its grace a rotated refresh token counts as unused. The clock is the database's, and stands for the length of a
 * transaction: who came in time and waited for the row is in time, and what was found unused is not a replay a moment later.
 */
const IN_GRACE = `serves_until > now() and repeats < ${MOST_REPEATS}`;
const CONSUMED_PAST_GRACE = `case when ${IN_GRACE} then null else consumed_at end as consumed_at`;

/** The first use begins the grace, of `$2` seconds; none begins where it is nought, and no later use moves its end. */
const CONSUME_WITH_GRACE = `update oidc_refresh_token set
    consumed_at = coalesce(consumed_at, clock_timestamp()),
    serves_until = case when consumed_at is not null then serves_until
      when $2::integer > 0 then clock_timestamp() + $2::integer * interval '1 second' end,
    repeats = repeats + case when consumed_at is null then 0 else 1 end
  where id = $1 and (consumed_at is null or ${IN_GRACE})`;

function statements(model: string) {
  const table = `oidc_${model.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}`;
  // A request that was under way writes an ended session back: it counts for nothing.
  const ended = `exists (select 1 from ended_sessions where ended_sessions.uid = ${table}.uid)`;
  const alive = `(expires_at is null or expires_at > now())${model === 'Session' ? ` and not ${ended}` : ''}`;
  const read = `payload, ${model === 'RefreshToken' ? CONSUMED_PAST_GRACE : 'consumed_at'}`;
  const columns = `into ${table} (id, payload, grant_id, uid, user_code, expires_at)`;
  const values = "$1, $2::jsonb, $3, $4, $5, now() + $6::integer * interval '1 second'";
  const update = `on conflict (id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
    uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`;
  return {
    upsert: `insert ${columns} values (${values}) ${update}`,
    // The setting holds for this one statement's commit only.
    upsertLazily: `with lazy as materialized (select set_config('synchronous_commit', 'off', true))
      insert ${columns} select ${values} from lazy ${update}`,
    insertOnce: `insert ${columns} values (${values}) on conflict (id) do nothing`,
    find: `select ${read} from ${table} where id = $1 and ${alive}`,
    lock: `select ${read} from ${table} where id = $1 and ${alive} for update`,
    findByUid: `select ${read} from ${table} where uid = $1 and ${alive}`,
    findByUserCode: `select ${read} from ${table} where user_code = $1 and ${alive}`,
    consume:
      model === 'RefreshToken'
        ? CONSUME_WITH_GRACE
        : `update ${table} set consumed_at = now() where id = $1 and consumed_at is null`,
    grantOf: `select grant_id from ${table} where id = $1`,
    destroy: `delete from ${table} where id = $1`,
    revokeByGrantId: `delete from ${table} where grant_id = $1`,
  };
}
