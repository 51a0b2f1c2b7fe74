import type { Here } from '../../../account/who-is-in.ts';
import { type PortalClient, portalClientId } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { ProbeLogout } from '../../../ports/probe-logout.ts';
import { ownClient } from './own-client.ts';

/**
 * Sends the receiver of a client two logout tokens of a session that no one has, and keeps how it answered for the address that was called.
 * Ten times a day for a client. Throws what `ownClient` throws, `platform-no-receiver` and `platform-tests`.
 */
export async function testLogout(deps: Deps, probe: ProbeLogout, here: Here, id: string): Promise<void> {
  const { client } = await ownClient(deps, here, id, 'testLogout');
  const { uri, alg } = receiverOf(client);
  const { spent } = await consumeAll(deps.throttles, [{ rateLimit: rateLimits.logoutTests, by: [id] }]);
  if (spent) throw new Refusal('platform-tests', { until: spent.until });
  const result = await probe({ clientId: portalClientId(id), uri, alg });
  const logout = { at: deps.now(), uri, result };
  await deps.platformRecords.change(id, ({ marks }) => ({ marks: { ...marks, logout } }));
}

/** Of a reviewed client the address that is served. */
function receiverOf({ data, reviewed = data }: PortalClient) {
  const { backchannelLogoutUri: uri, idTokenAlg: alg } = reviewed;
  if (!uri) throw new Refusal('platform-no-receiver');
  return { uri, alg };
}
