import type { Context } from 'koa';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Clients } from '../../ports/own-sign-in.ts';
import type { DeliveryStatus, EndedSession } from '../../ports/sessions.ts';
import type { Outcome } from './log-out-state.ts';

/** The page reloads itself ten times at most. */
const RELOAD = { seconds: 3, forMs: 30_000 } as const;

/** Sesión cerrada (M-60), where it is not known whose session it was. */
export function showLoggedOut(ctx: Context, client?: Way): void {
  show(ctx, 'log-out/done', {
    title: textsOf(ctx).pages.logOut.titles.done,
    told: [],
    ...(client ? { client } : {}),
  });
}

/** A way back to a client. */
interface Way {
  readonly name: string;
  readonly href?: string | undefined;
}

/** The outcome of a logout: the user stays signed in, or each client that took part with the status of its notice. */
export async function showOutcome(deps: Deps, clients: Clients, ctx: Context, outcome: Outcome): Promise<void> {
  const from = outcome.clientId === undefined ? undefined : await clients.find(outcome.clientId);
  const client = from && { name: from.name, href: from.home };
  if (outcome.choice === 'stayed')
    return show(ctx, 'log-out/stayed', { title: textsOf(ctx).pages.logOut.titles.stayed, client });
  const notices = await noticesOf(deps, clients, outcome.told);
  const waits = notices.some(({ status }) => status === 'pending');
  show(ctx, 'log-out/done', {
    title: textsOf(ctx).pages.logOut.titles.done,
    only: outcome.choice === 'here',
    told: notices.map(({ name, status }) => ({ dt: name, dd: textsOf(ctx).pages.logOut.deliveries[status] })),
    waits,
    refresh: waits && deps.now().getTime() - outcome.at < RELOAD.forMs ? RELOAD.seconds : undefined,
    client,
  });
}

/** The clients of a session that ended with the status of the notice to each, without first-party clients. */
async function noticesOf({ sessions }: Deps, clients: Clients, ended: readonly EndedSession[]) {
  const statuses = await sessions.deliveries(ended);
  const known = await Promise.all(ended.map(({ clientId }) => clients.find(clientId)));
  return known.flatMap((client, place) => {
    if (!client || isInternalClient(client.clientId)) return [];
    const status = client.hearsLogouts ? (statuses[place] as DeliveryStatus) : 'none';
    return [{ name: client.name, status }];
  });
}
