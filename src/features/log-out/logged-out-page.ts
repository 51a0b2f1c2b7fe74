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
export function showLoggedOut(ctx: Context, platform?: Way): void {
  show(ctx, 'log-out/done', {
    title: textsOf(ctx).pages.logOut.titles.done,
    told: [],
    ...(platform ? { platform } : {}),
  });
}

/** A way back to a client. */
interface Way {
  readonly name: string;
  readonly href?: string | undefined;
}

/** The outcome of a logout: the user stays signed in, or each client that took part with the status of its notice. */
export async function showOutcome(deps: Deps, platforms: Clients, ctx: Context, outcome: Outcome): Promise<void> {
  const from = outcome.clientId === undefined ? undefined : await platforms.find(outcome.clientId);
  const platform = from && { name: from.name, href: from.home };
  if (outcome.choice === 'stayed')
    return show(ctx, 'log-out/stayed', { title: textsOf(ctx).pages.logOut.titles.stayed, platform });
  const notices = await noticesOf(deps, platforms, outcome.told);
  const waits = notices.some(({ status }) => status === 'pending');
  show(ctx, 'log-out/done', {
    title: textsOf(ctx).pages.logOut.titles.done,
    only: outcome.choice === 'here',
    told: notices.map(({ name, status }) => ({ dt: name, dd: textsOf(ctx).pages.logOut.deliveries[status] })),
    waits,
    refresh: waits && deps.now().getTime() - outcome.at < RELOAD.forMs ? RELOAD.seconds : undefined,
    platform,
  });
}

/** The clients of a session that ended with the status of the notice to each, without first-party clients. */
async function noticesOf({ sessions }: Deps, platforms: Clients, ended: readonly EndedSession[]) {
  const statuses = await sessions.deliveries(ended);
  const known = await Promise.all(ended.map(({ clientId }) => platforms.find(clientId)));
  return known.flatMap((platform, place) => {
    if (!platform || isInternalClient(platform.clientId)) return [];
    const status = platform.hearsLogouts ? (statuses[place] as DeliveryStatus) : 'none';
    return [{ name: platform.name, status }];
  });
}
