import type { Deps } from '../ports/deps.ts';

/**
 * Host of this issuer, for the last line of an SMS with a code (origin-bound one-time codes delivered via SMS, WICG): a
 * telephone then offers the code on these pages only. Undefined for an IP address, which has no name to be bound to.
 */
export function codeHost({ issuer }: Pick<Deps, 'issuer'>): string | undefined {
  const { hostname } = new URL(issuer);
  return /^[\d.]+$|^\[/.test(hostname) ? undefined : hostname;
}
