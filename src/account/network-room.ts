import { blocksOf, type Network, widerNetworks } from '../domain/network.ts';
import { type RateLimit, rateLimits, widerRoom } from '../domain/throttle.ts';
import type { Limit } from '../ports/consume-all.ts';

/**
 * A budget for the visitor's network, and with a wider bound for the networks around it. `mark` separates rows that are
 * only counted and never read.
 */
export function around(rateLimit: RateLimit, network: Network, bound: 'soft' | 'hard', mark = ''): readonly Limit[] {
  const wider = widerNetworks(network).map((one): Limit => {
    const prefix = one.slice(one.indexOf('/')) as keyof typeof widerRoom;
    const limit = rateLimit.limit * widerRoom[prefix][bound];
    return { rateLimit: { ...rateLimit, name: `${rateLimit.name}${prefix}`, limit }, by: [`${mark}${one}`] };
  });
  return [{ rateLimit, by: [`${mark}${network}`] }, ...wider];
}

/** The budgets of cards that strangers show, whatever their RUN: by /32 or /64, and by /24 or /48 (floor 8). */
export function cardNetworks(network: Network): readonly Limit[] {
  const { narrow, wide } = blocksOf(network);
  return [
    { rateLimit: rateLimits.cedulaByNetwork, by: [narrow] },
    { rateLimit: rateLimits.cedulaByWideNetwork, by: [wide] },
  ];
}
