import type { Channel, Seen, Watched } from '../../ports/service-state.ts';
import type { Registry } from '../../ports/unavailable.ts';
import type { RegistryLine } from './registry-call.ts';

/** A call has three tries: two calls that fail in a row are no hiccup. */
const FAILED = 2;
const LATELY_MS = 5 * 60_000;
/** What was last heard of longer ago than this is not known any more. */
const KNOWN_MS = 3 * 60_000;
/** What answered so lately need not be asked how it is. */
const FRESH_MS = 60_000;

/** A registry that fails: how many calls in a row, since when. */
export interface Outage {
  readonly registry: Registry;
  readonly failed: number;
  readonly since: Date;
}

/** The relay or the SMS gateway that fails. */
export type ChannelOutage = Omit<Outage, 'registry'> & { readonly channel: Channel };

export interface Outages {
  /** Takes note of how a call to a registry ended. */
  note(line: Pick<RegistryLine, 'registry' | 'outcome' | 'reason'>): void;
  /** Takes note of how a message fared at the relay or the gateway. */
  noteMessage(channel: Channel, answered: boolean): void;
  /** Takes note of a look at a service that had nothing else to do; a failed one counts at once. */
  noteProbe(service: Watched, works: boolean): void;
  /** Whether a service answered within the last minute. */
  answeredLately(service: Watched): boolean;
  /** Registries that rest behind their breaker, failed call after call within five minutes, or failed the last probe. */
  now(): readonly Outage[];
  /** The same for mail and SMS. */
  channels(): readonly ChannelOutage[];
  /** Each service as far as this process knows: nothing is said of what was last heard of more than three minutes ago. */
  seen(): Readonly<Record<Watched, Seen>>;
}

interface History {
  /** Failed in a row, and since when. */
  readonly failed: number;
  readonly since: Date;
  readonly last: Date | undefined;
  readonly resting: boolean;
  readonly answered: Date | undefined;
  readonly probe: { readonly at: Date; readonly works: boolean } | undefined;
}

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;
const channels = ['mail', 'sms'] as const;

/** Everything that is watched. */
export const services: readonly Watched[] = [...registries, ...channels];

/** Watches the services by the calls and probes of this process; `standIns` live within it and cannot be away. */
export function watchOutages(now: () => Date, standIns: readonly Watched[] = []): Outages {
  const known = new Map<Watched, History>();
  const of = (service: Watched): History => known.get(service) ?? fresh(now());
  const within = (at: Date | undefined, ms: number): boolean => at !== undefined && now().getTime() - at.getTime() < ms;
  const answered = (service: Watched): void => void known.set(service, { ...fresh(now()), answered: now() });
  const failed = (service: Watched, resting: boolean): void => {
    const before = of(service);
    const goesOn = within(before.last, LATELY_MS);
    const since = goesOn || isProbedDown(before) ? before.since : now();
    known.set(service, { ...before, failed: (goesOn ? before.failed : 0) + 1, since, resting, last: now() });
  };
  const isProbedDown = ({ probe }: History): boolean => probe?.works === false && within(probe.at, KNOWN_MS);
  const isDown = (history: History): boolean =>
    isProbedDown(history) || ((history.resting || history.failed >= FAILED) && within(history.last, LATELY_MS));
  const down = <Service extends Watched>(services: readonly Service[]) =>
    services.flatMap((service) => {
      const history = of(service);
      return isDown(history) ? [{ service, failed: Math.max(1, history.failed), since: history.since }] : [];
    });
  const look = (service: Watched): Seen => {
    if (standIns.includes(service)) return { standing: 'stand-in' };
    const history = of(service);
    if (isDown(history)) return { standing: 'failing', since: history.since };
    const heard = within(history.answered, KNOWN_MS) || within(history.probe?.at, KNOWN_MS);
    return { standing: heard ? 'working' : 'unknown' };
  };

  return {
    note({ registry, outcome, reason }) {
      if (outcome !== 'unavailable') return answered(registry);
      // Our own queue or our own question: neither says that the registry is well or unwell.
      if (reason === 'bulkhead-full' || reason === 'question-refused') return;
      failed(registry, reason === 'breaker-open');
    },
    noteMessage: (channel, well) => (well ? answered(channel) : failed(channel, false)),
    noteProbe(service, works) {
      const before = of(service);
      const since = isDown(before) ? before.since : now();
      known.set(service, { ...before, since, probe: { at: now(), works } });
    },
    answeredLately: (service) => within(of(service).answered, FRESH_MS),
    now: () => down(registries).map(({ service, ...rest }) => ({ registry: service, ...rest })),
    channels: () => down(channels).map(({ service, ...rest }) => ({ channel: service, ...rest })),
    seen: () => Object.fromEntries(services.map((service) => [service, look(service)])) as Record<Watched, Seen>,
  };
}

const fresh = (at: Date): History => ({
  failed: 0,
  since: at,
  last: undefined,
  resting: false,
  answered: undefined,
  probe: undefined,
});
