import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { idOf, opened, restored, rowOf, type Seals, sealed } from './payload.ts';
import { endReplayed, type OnReplay, refuseHaste, refuseReplay } from './replay.ts';
import { statements, tableOf } from './statements.ts';

/** Models whose loss in the last moments before a power cut costs the user no more than starting again. */
const mayBeLost = new Set([
  'Interaction',
  'AuthorizationCode',
  'AccessToken',
  'PushedAuthorizationRequest',
  'ReplayDetection',
  // Before it is needed the session that knows it is stored, whose commit makes what came before it durable too.
  'Grant',
]);
/** Models whose end may be lost likewise: a sign-in that is there again is answered by its own browser alone. */
const mayComeBack = new Set(['Interaction']);
/** Models whose row ends together with what a request writes instead of it: a session gets another id at each sign-in. */
const endsSoon = new Set(['Interaction', 'Session']);
/** Read inside a token request with the row locked, so that the loser of a race waits and then finds it used. */
const lockedByTokenRequest = new Set(['AuthorizationCode', 'RefreshToken', 'DeviceCode']);

/** The library's contract, and what it lacks. */
interface Store extends Adapter {
  replace(id: string, payload: AdapterPayload, expiresIn: number): Promise<boolean>;
}

/** The one column by which a row is found, with its value. */
type Asked = Readonly<Record<string, unknown>>;

/**
 * The provider's adapter contract over PostgreSQL, with single use that holds for any number of processes. Every row is
 * signed when it is written and checked when it is read (floor 15): a row that the product did not write throws
 * TamperedRow.
 */
export function oidcStore(database: Database, secrets: Seals & Pick<KeyMaterial, 'rowKeys'>, onReplay: OnReplay) {
  const macs = rowMacs(secrets);
  const replay = { database, macs, onReplay };

  return (model: string): Store => {
    const sql = statements(model);
    const table = tableOf(model);
    const run = (name: keyof typeof sql, values: unknown[]) =>
      database.named({ name: `${model}.${name}`, text: sql[name], values });
    const soon = (name: 'upsert' | 'destroy', values: unknown[], lazy: boolean) =>
      database.soon({
        name: `${model}.${name}`,
        table,
        text: sql[name],
        values,
        lazily: lazy ? sql[`${name}Lazily`] : undefined,
      });
    const found = async (name: 'find' | 'lock' | 'findByUid' | 'findByUserCode', asked: Asked, jti?: string) => {
      const [row] = (await run(name, Object.values(asked))).rows;
      if (!row) return undefined;
      macs.checked(table, row);
      assertAsAsked(table, row, asked);
      return opened(secrets, restored(row, jti));
    };

    return {
      async upsert(id, payload, expiresIn) {
        const { row, text } = rowOf(table, id, sealed(secrets, payload), expiresIn);
        const { grant_id, uid, user_code, expires_at, mac } = macs.signed(table, row);
        const values = [row.id, text, grant_id, uid, user_code, expires_at, mac];
        if (model !== 'ReplayDetection') return soon('upsert', values, mayBeLost.has(model));
        if ((await run('insertOnce', values)).rowCount === 0) throw new errors.InvalidRequest('proof was used before');
      },
      /** Writes over a row that is there still; `false` where it ended. As lazily as it was stored. */
      async replace(id: string, payload: AdapterPayload, expiresIn: number): Promise<boolean> {
        const { row, text } = rowOf(table, id, sealed(secrets, payload), expiresIn);
        const { grant_id, uid, user_code, expires_at, mac } = macs.signed(table, row);
        const lazy = mayBeLost.has(model) && !database.inTransaction();
        const values = [row.id, text, grant_id, uid, user_code, expires_at, mac];
        return (await run(lazy ? 'replaceLazily' : 'replace', values)).rowCount === 1;
      },
      async find(id) {
        const serves = database.inTransaction() && lockedByTokenRequest.has(model);
        if (serves && model === 'DeviceCode') await refuseHaste(database, id);
        return found(serves ? 'lock' : 'find', { id: hashed(id) }, id);
      },
      findByUid: (uid) => found('findByUid', { uid }),
      async findByUserCode(userCode) {
        const payload = await found('findByUserCode', { user_code: userCode });
        return payload && { ...payload, jti: idOf(secrets, payload) };
      },
      async consume(id: string, graceSeconds = 0) {
        const grace = model === 'RefreshToken' ? [graceSeconds] : [];
        const { rowCount } = await run('consume', [hashed(id), ...grace]);
        if (rowCount === 0) await refuseReplay(replay, sql, model, id);
      },
      async destroy(id) {
        // A token request ends a grant only after a replay, and each grant ends once: the trail has exactly that many
        // lines.
        if (model === 'Grant' && database.inTransaction()) await endReplayed(replay, hashed(id));
        else if (endsSoon.has(model) && !database.inTransaction())
          await soon('destroy', [hashed(id)], mayComeBack.has(model));
        else await run('destroy', [hashed(id)]);
      },
      async revokeByGrantId(grantId) {
        await run('revokeByGrantId', [hashed(grantId)]);
      },
    };
  };
}
