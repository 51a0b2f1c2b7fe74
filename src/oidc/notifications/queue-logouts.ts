import type { Client, Provider } from 'oidc-provider';
import type { EndedSession, LogoutQueue } from '../../ports/sessions.ts';
import type { Outcome } from './deliver-due.ts';

/** Signs a logout token and hands it to the platform; throws when it was not taken. */
export type SendLogout = (ended: EndedSession) => Promise<Outcome>;

/** The library's own way to tell a platform, which its types leave out. */
interface Told extends Client {
  backchannelLogout(accountId: string, sid: string | undefined): Promise<void>;
}

/**
 * From here on the provider's own logout queues its notices too, so that no slow platform holds up the person who leaves.
 * Gives the way to tell one platform at once.
 */
export function queueLogouts({ Client }: Pick<Provider, 'Client'>, queue: Pick<LogoutQueue, 'add'>): SendLogout {
  const prototype = Client.prototype as Told;
  const send = prototype.backchannelLogout;
  prototype.backchannelLogout = async function (accountId, sid) {
    // Where the person has not agreed to the platform there is no sid, and the platform never knew of anybody.
    if (sid) await queue.add([{ clientId: this.clientId, accountId, sid }]);
  };
  return async ({ clientId, accountId, sid }) => {
    const client = await Client.find(clientId);
    if (!client) return 'unknown';
    if (!client.backchannelLogoutUri) return 'unwanted';
    await send.call(client as Told, accountId, sid);
    return 'told';
  };
}
