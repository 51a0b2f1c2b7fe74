import { errors } from 'oidc-provider';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import type { RowMacs } from '../row-mac/row-macs.ts';
import { type Statements, statements } from './statements.ts';

const ofGrant = ['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode'] as const;

/** Is called with the client whose sign-in was ended because a code or a token of it was used again. */
export type OnReplay = (clientId: string) => Promise<void>;

/** What the end of a replayed grant needs. */
interface ReplayNeeds {
  readonly database: Database;
  readonly macs: RowMacs;
  readonly onReplay: OnReplay;
}

/**
 * The loser of a race ends the grant and everything that was issued under it: a replay is an attack (RFC 9700, 4.5; RFC
 * 6749, 10.5).
 */
export async function refuseReplay(needs: ReplayNeeds, sql: Statements, model: string, id: string): Promise<never> {
  const { database } = needs;
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
    await endReplayed(needs, grantId);
  }
  if (model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was used before');
  throw new errors.InvalidGrant('already used');
}

/** Ends a grant of which something was used twice; calls `onReplay` where it was still in force. Throws TamperedRow. */
export async function endReplayed({ database, macs, onReplay }: ReplayNeeds, grantId: Buffer): Promise<void> {
  const { rows } = await database.named({ name: 'Grant.endReplayed', text: END_REPLAYED, values: [grantId] });
  const [ended] = rows;
  if (ended) await onReplay(String(macs.checked('oidc_grant', ended).payload.clientId));
}

const END_REPLAYED = 'delete from oidc_grant where id = $1 returning *';

/** A device asks at most every five seconds, with one second of tolerance for the network (RFC 8628, 3.5). */
export async function refuseHaste(database: Database, id: string): Promise<void> {
  const { rows } = await database.named({ name: 'DeviceCode.poll', text: POLL, values: [hashed(id)] });
  if (rows[0]?.hasty) throw new errors.SlowDown();
}

const POLL = `with before as (select id, polled_at from oidc_device_code where id = $1 for update)
  update oidc_device_code now set polled_at = clock_timestamp() from before where now.id = before.id
  returning coalesce(before.polled_at > clock_timestamp() - interval '4 seconds', false) as hasty`;
