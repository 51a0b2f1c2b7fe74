import type { Registry } from '../../ports/unavailable.ts';
import type { RegistryLine } from './registry-call.ts';

/** A call has three tries: two calls that fail in a row are no hiccup. */
const FAILED = 2;
const LATELY_MS = 5 * 60_000;

/** A registry that fails: how many calls in a row, since when. */
export interface Outage {
  readonly registry: Registry;
  readonly failed: number;
  readonly since: Date;
}

export interface Outages {
  /** Takes note of how a call ended. */
  note(line: Pick<RegistryLine, 'registry' | 'outcome' | 'reason'>): void;
  /** Registries that rest behind their breaker or failed call after call, the last one within five minutes. */
  now(): readonly Outage[];
}

/** Watches the registries by the calls of this process, and asks them nothing. */
export function watchOutages(now: () => Date): Outages {
  const failing = new Map<Registry, Outage & { readonly resting: boolean; readonly last: Date }>();
  return {
    note({ registry, outcome, reason }) {
      if (outcome !== 'unavailable') return void failing.delete(registry);
      // Our own queue or our own question: neither says that the registry is well or unwell.
      if (reason === 'bulkhead-full' || reason === 'question-refused') return;
      const { failed, since } = failing.get(registry) ?? { failed: 0, since: now() };
      failing.set(registry, { registry, failed: failed + 1, since, resting: reason === 'breaker-open', last: now() });
    },
    now: () =>
      [...failing.values()]
        .filter(({ failed, resting }) => resting || failed >= FAILED)
        .filter(({ last }) => now().getTime() - last.getTime() < LATELY_MS)
        .map(({ registry, failed, since }) => ({ registry, failed, since })),
  };
}
