import { blocksOf } from '../domain/network.ts';
import type { Rut } from '../domain/rut.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Limit } from '../ports/consume-all.ts';

/** Whose budget it is, for the page. That of the whole country is not shown, nor one past which tries may continue. */
const owners: Readonly<Record<string, 'connection' | 'browser' | 'run' | 'way'>> = {
  [rateLimits.cedulaByRunAndNetwork.name]: 'connection',
  [rateLimits.cedulaByRunAndBrowser.name]: 'browser',
  [rateLimits.cedulaByRun.name]: 'run',
  [rateLimits.cedulaByRunMonthly.name]: 'run',
  [rateLimits.cedulaByKnownDevice.name]: 'browser',
  [rateLimits.cedulaByMailbox.name]: 'way',
  [rateLimits.cedulaByCode.name]: 'way',
};

/** Whose budget a limit is: the name of it on the page. */
export const ownerOf = ({ rateLimit }: Limit): string => owners[rateLimit.name] ?? 'run';

/** Whether the page shows how much of a limit is left. */
export const isShown = ({ rateLimit }: Limit): boolean => rateLimit.name in owners;

/** Limits by what a stranger has: the network and the browser. */
export const nearLimits = (
  run: Rut,
  { network, browser }: Visitor & { readonly browser?: string | undefined },
): Limit[] => [
  { rateLimit: rateLimits.cedulaByRunAndNetwork, by: [run, blocksOf(network).site] },
  ...(browser ? [{ rateLimit: rateLimits.cedulaByRunAndBrowser, by: [run, browser] }] : []),
];

/** Limits that all tries of this RUN, or of all RUNs, share. */
export const wideLimits = (run: Rut): Limit[] => [
  { rateLimit: rateLimits.cedulaByRun, by: [run] },
  { rateLimit: rateLimits.cedulaByRunMonthly, by: [run] },
  { rateLimit: rateLimits.cedulaEverywhere, by: ['wrong cards'] },
];
