import type { Client, Provider } from 'oidc-provider';
import type { EndedSession, LogoutQueue } from '../../ports/sessions.ts';
import type { Outcome } from './deliver-due.ts';

/** Signs a logout token and sends it to the client; throws if it was not accepted. */
export type SendLogout = (ended: EndedSession) => Promise<Outcome>;

/** The library's own way to notify a client, which its types leave out. */
interface NotifiedClient extends Client {
  backchannelLogout(accountId: string, sid: string | undefined): Promise<void>;
}

/**
 * From here on the provider's own logout queues its notices too, so that no slow client delays the user who leaves.
 * Returns the function that notifies one client at once.
 */
export function queueLogouts({ Client }: Pick<Provider, 'Client'>, queue: Pick<LogoutQueue, 'add'>): SendLogout {
  const prototype = Client.prototype as NotifiedClient;
  const send = prototype.backchannelLogout;
  prototype.backchannelLogout = async function (accountId, sid) {
    // If the user has not agreed to the client there is no sid, and the client never knew the user.
    if (sid) await queue.add([{ clientId: this.clientId, accountId, sid }]);
  };
  return async ({ clientId, accountId, sid }) => {
    const client = await Client.find(clientId);
    if (!client) return 'unknown';
    if (!client.backchannelLogoutUri) return 'unwanted';
    await send.call(client as NotifiedClient, accountId, sid);
    return 'delivered';
  };
}
