import type { Context, Next } from 'koa';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { Refusal } from '../../domain/refusal.ts';
import { rateLimits } from '../../domain/throttle.ts';
import { consumeAll } from '../../ports/consume-all.ts';
import type { Deps } from '../../ports/deps.ts';
import { deviceOfBrowser } from '../browser.ts';
import type { PageState } from '../page.ts';

/** Where the protocol stores a row for any browser; its machine endpoints are not counted here. */
const beginnings = new Set(['/oidc/authorize', '/oidc/logout', '/dispositivo']);

/**
 * Counts by network the requests that change something, begin a sign-in or ask to end one; other pages and files are
 * not counted. A request that succeeded is given back, and a right key gives back the request that began its sign-in:
 * those that stay counted achieved nothing (`requestsByNetwork`). All of them together have a wider bound that nothing
 * gives back (`everyRequestByNetwork`). A browser that an account knew once has a budget of its own first. Past a
 * bound: 429 with `Retry-After`, or the response that the waiting client gets.
 */
export function requestLimit(deps: Pick<Deps, 'throttles' | 'devices' | 'issuer'>) {
  const { throttles } = deps;
  return async (ctx: Context, next: Next): Promise<void> => {
    const { network } = ctx.state as PageState;
    if (!isCounted(ctx) || (await hasOwnRoom(deps, ctx))) return next();
    const { spent } = await consumeAll(throttles, [
      { rateLimit: rateLimits.requestsByNetwork, by: [network] },
      { rateLimit: rateLimits.everyRequestByNetwork, by: [network] },
    ]);
    if (spent) refuse(ctx, new Refusal('too-many-tries', { until: spent.until }));
    await next();
    const back = [ledOn(ctx), (ctx.state as PageState).signedIn].filter(Boolean);
    const refunded = back.map(() => ({ rateLimit: rateLimits.requestsByNetwork, by: [network] }));
    if (refunded.length > 0) await throttles.giveBack({ refunded });
  };
}

const isCounted = ({ path, method }: Context): boolean =>
  beginnings.has(path) || (method === 'POST' && !path.startsWith('/oidc/'));

async function hasOwnRoom(
  { throttles, devices, issuer }: Pick<Deps, 'throttles' | 'devices' | 'issuer'>,
  ctx: Context,
): Promise<boolean> {
  const device = devices.anyId(deviceOfBrowser({ issuer }, ctx));
  return device !== undefined && (await throttles.consume(rateLimits.requestsByDevice, device)).allowed;
}

/** A form that was acted on, or a request that brings its client a code: the browser has a session. */
function ledOn({ method, status, response }: Context): boolean {
  const location = response.get('Location');
  return status === 303 && (method === 'POST' || /[?&#]code=/.test(location));
}

/**
 * A page of a sign-in reports it by itself, because it has the way back; where a sign-in begins, the waiting client
 * gets the error.
 */
function refuse({ path, query, state }: Context, spent: Refusal): void {
  const begins = path === '/oidc/authorize' && !isInternalClient(String(query.client_id));
  if (!begins && !path.startsWith('/ingresar/')) throw spent;
  Object.assign(state, { spent } satisfies Partial<PageState>);
}
