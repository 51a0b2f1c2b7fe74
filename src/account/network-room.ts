import { blocksOf, type Network, widerNetworks } from '../domain/network.ts';
import { type Budget, budgets, widerRoom } from '../domain/throttle.ts';
import type { Limit } from '../ports/consume-all.ts';

/**
 * A budget for the visitor's network, and with wider room for the networks around it. `mark` sets rows apart that are
 * counted and looked at by nothing.
 */
export function around(budget: Budget, network: Network, bound: 'soft' | 'hard', mark = ''): readonly Limit[] {
  const wider = widerNetworks(network).map((one): Limit => {
    const prefix = one.slice(one.indexOf('/')) as keyof typeof widerRoom;
    const limit = budget.limit * widerRoom[prefix][bound];
    return { budget: { ...budget, name: `${budget.name}${prefix}`, limit }, by: [`${mark}${one}`] };
  });
  return [{ budget, by: [`${mark}${network}`] }, ...wider];
}

/** What cards that strangers show are counted by, whatever their RUN: /32 or /64, and /24 or /48 (floor 8). */
export function cardNetworks(network: Network): readonly Limit[] {
  const { narrow, wide } = blocksOf(network);
  return [
    { budget: budgets.cedulaByNetwork, by: [narrow] },
    { budget: budgets.cedulaByWideNetwork, by: [wide] },
  ];
}
